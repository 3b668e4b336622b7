# 窗口。

# 标记中的字。
mark-critical = 零
mark-major = 重
mark-minor = 轻
mark-opportunity = 改
mark-conforming = 符
mark-unknown = –

# 控件
choose = 请选择…
date-hint = 2026-11-21
date-pick = 选择日期
date-wrong = 请按“年-月-日”填写，例如 2026-11-21。
month-back = 上个月
month-on = 下个月
sort-by = 按“{ $column }”排序
