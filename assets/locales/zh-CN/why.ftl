# What stands behind the figures of an inspection

why-rule = 依据规则：{ $rules }，{ $rule }

# Flags that no grade counts
flags-title = 待查看的标记
flags-count = { $n } 行有待查看的标记
flags-about = 这些标记未计入任何判定：对应的检查项未列入、以其他方式作答或不存在。标记本身不代表严重程度。请逐行查看，确有问题的开具不符合项。
flag-failed = 该行不合格
flag-critical = 零容忍事项
flag-warning = 提示
flags-row = { $table }，第{ $row }行
flags-all-rows = { $table }，全部行合计

# Tests
test-title = 考核
test-passed = 合格
test-failed = 不合格
test-points = 得 { $points } 分（满分 { $most } 分）；合格须达到 { $least }%，且关键题全部答对。
test-critical-missed = 未答对的关键题：{ $count } 道
test-attendance = 课程是否合格还须看出勤率，此处不记录出勤。
test-open = 已答 { $answered } 题，共 { $asked } 题。全部答完后显示对错。
test-short-open = 考核：已答 { $answered }/{ $asked } 题
test-short-passed = 考核合格：{ $points }/{ $most } 分
test-short-failed = 考核不合格：{ $points }/{ $most } 分
test-right = 正确
test-wrong = 错误
test-answered = 已作答
test-unanswered = 未作答
test-critical = 关键题
test-worth = { $points } 分

# Samples
samples-title = 抽样
samples-short = 抽样：已完成 { $reached }/{ $samples } 项
samples-about = 须抽查的人数和记录数，以及已记录的数量。样本由审核组选取，不得由管理层指定；访谈对象须兼顾性别、班次、部门、用工形式和来源。
samples-known = { $name }：已查 { $recorded }，应查 { $wanted }
samples-unknown = { $name }：已查 { $recorded }。应查数量取决于{ $place }。
samples-unasked = { $name }：已查 { $recorded }。本检查表未询问总人数。
samples-open = 总人数尚未记录。
samples-by-root = 总人数 { $population }：取平方根向上取整，不少于 { $least }、不多于 { $most }，不超过总人数
samples-by-table = 总人数 { $population }，依据“{ $table }”
samples-by-share = 总人数 { $population }：样本中至少 { $percent }% 须单独访谈
samples-by-all = 全部查看，不抽样
samples-by-count = 12个月内的旺季、淡季和最近一个月
samples-column = “{ $table }”中的“{ $column }”
sample-interviews = 员工访谈
sample-individual_interviews = 单独访谈
sample-personnel_files = 人事档案
sample-young_workers = 16至17周岁员工档案
sample-wage_records = 工资记录（人）
sample-pay_periods = 工资期

# Indicators
indicators-title = 指标
indicators-about = 本次检查的作答所反映的项目指标，不影响评分。
indicators-numbers = { $part } ÷ { $whole }
indicators-as-answered = 按作答填写，未记录计算所用的数值。
indicators-none = 不适用
indicators-small = 其中一方不足 { $least } 人，不得提供给现场。
indicator-access_rate = 准入率
indicator-esg_pass_current = 现有供应商ESG通过率
indicator-local_procurement = 本地采购占比
indicator-capa_on_time = 整改按期率
indicator-cmrt_rate = CMRT/EMRT提交率
indicator-smelter_ok = 合规冶炼厂占比
indicator-emission_ratio = 读数与限值之比
indicator-rural_share = 农村就业占比
indicator-local_share = 本地就业占比
indicator-social_insurance = 社保覆盖率
indicator-grievance_close = 申诉按期关闭率
formula-access_rate = 准入数 ÷ 新增供应商审查数 × 100
formula-esg_pass_current = 在有效期内通过ESG评审的供应商 ÷ 现有供应商 × 100
formula-local_procurement = 向所在国供应商的采购额 ÷ 采购总额 × 100
formula-capa_on_time = 按期关闭的措施 ÷ 到期措施 × 100
formula-cmrt_rate = 有效提交数 ÷ 适用供应商数 × 100
formula-smelter_ok = 合规或互认的冶炼厂 ÷ 全部在运营的冶炼厂 × 100
formula-emission_ratio = 折算值 ÷ 起决定作用的限值
formula-rural_share = 来自农村的人数 ÷ 总人数 × 100
formula-local_share = 本地招用的人数 ÷ 总人数 × 100
formula-social_insurance = 参加全部法定保险的人数 ÷ 应参保人数 × 100；各险种人数不同时取最少者
formula-grievance_close = 60天内关闭数 ÷ 收到数 × 100（样本内）

# Other schemes
schemes-title = 其他体系
schemes-severity = 其他体系的对应叫法
schemes-about = 仅供参考，截至{ $day }（版本 { $version }）。本次检查不构成任何体系的评级，以下内容也不会印在报告中。
schemes-term = { $scheme }：{ $term }
schemes-source = { $state }：{ $source }
schemes-verified = 已核实
schemes-not-verified = 未核实
