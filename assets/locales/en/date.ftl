# Dates, times and spans. Month and weekday are given by number: 1 is January, 1 is Monday.
month = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
month-long = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
weekday = { $n ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
date-day = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month } { $year }
date-month = { $month } { $year }
date-time = { $date }, { $time }
date-span = { $from } to { $to }
date-today = today ({ $date })
date-tomorrow = tomorrow ({ $date })
date-yesterday = yesterday ({ $date })
date-in-days = in { $n } days ({ $date })
date-days-ago = { $n } days ago ({ $date })
