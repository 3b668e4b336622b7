# The window.

# The letter of a mark.
mark-critical = C
mark-major = M
mark-minor = m
mark-opportunity = i
mark-conforming = ✓
mark-unknown = –

# Controls
choose = Choose …
date-hint = 2026-11-21
date-pick = Pick a day
date-wrong = Write the day as year-month-day, like 2026-11-21.
month-back = Previous month
month-on = Next month
sort-by = Sort by { $column }
