# 日期、时间与期间。月份和星期以数字给出：1 为一月，1 为星期一。
month = { $text }月
month-long = { $text }月
weekday = { $n ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
date-day = { $year }年{ $month }{ $day }日
date-weekday = { $year }年{ $month }{ $day }日 { $weekday }
date-month = { $year }年{ $month }
date-time = { $date } { $time }
date-span = { $from }至{ $to }
date-today = 今天（{ $date }）
date-tomorrow = 明天（{ $date }）
date-yesterday = 昨天（{ $date }）
date-in-days = { $n } 天后（{ $date }）
date-days-ago = { $n } 天前（{ $date }）
