# PDF 报告：标题、标签、语句。
report-title = 现场检查报告
report-closing-title = 不符合项与整改计划
report-subject = { $supplier }（{ $site }）现场检查
report-confidential = 保密。仅供委托方及其指定人员使用。检查是在所列日期内进行的抽样，不构成法律意见，也不表示不存在其他问题。
report-number = 报告编号
report-revision = 第 { $revision } 版
report-type = 检查类型
report-dates = 现场日期
report-registration = 统一社会信用代码 / 注册号
report-scope = 目的与范围
report-lead-auditor = 审核组长
report-team = 审核组
report-checklist = 检查表
report-rule-set = 规则集
report-seal = 封存码
report-seal-full = 封存码（清单的 SHA-256）
report-page = 第 { $page } 页，共 { $pages } 页
report-made-by = Fieldseal { $version }

# 结果
report-overall-result = 总体结果
report-score-line = 得分 { $points }（满分 100）· 核实覆盖率 { $coverage }%
report-provisional = 暂定：已核实内容不足，尚不能给出最终等级。
report-esg-passed = 通过 ESG 评审
report-esg-not-passed = 未通过 ESG 评审
report-pillar-E = 环境
report-pillar-S = 社会
report-pillar-G = 治理

# 摘要
report-summary = 管理摘要
report-critical-box = { $count } 项零容忍不符合
report-and-more = 另有 { $count } 项
report-critical-meaning = 零容忍：须在 24 小时内告知主管；本次检查的等级为 E。
report-findings-by-severity = 各严重度的不符合项数量
report-scores = 各章节得分
report-overall = 总体
report-col-section = 章节
report-col-points = 得分
report-col-answered = 已作答
report-main-risks = 主要风险
report-no-risks = 未提出零容忍、严重或轻微不符合。
report-why = 结果说明
report-why-capped = { $section }：因存在零容忍不符合，得分由 { $points } 限为 { $cap }。
report-why-critical = 存在 { $count } 项零容忍事项，等级由此确定。
report-why-unverified = { $questions }（共 { $count } 项）默认为零容忍项且未能核实：等级最高为 { $letter }，且为暂定。
report-why-coverage = 适用权重的 { $percent }% 已核实。低于 { $provisional }% 时等级为暂定，低于 { $unrated }% 时不予评级。
report-why-letter-score = { $letter } 级要求总分不低于 { $least }，本次为 { $points }。
report-why-letter-section = { $letter } 级要求各章节不低于 { $least } 分，“{ $section }”为 { $points } 分。
report-why-letter-major = { $letter } 级{ $most ->
    [0] 不允许有严重不符合
   *[other] 最多允许 { $most } 项严重不符合
}，本次有 { $count } 项。
report-why-pillar = ESG 评审：{ $pillar } 得 { $points } 分，要求不低于 { $least } 分。
report-why-overall = ESG 评审：总分 { $points }，要求不低于 { $least }。

# 回答
report-answers = 各章节结果
report-answers-lead = 列出适用于本现场的全部检查项，以及答案、理由、备注、证据和所依据的条款。
report-mark-not-verified = ？
report-section-line = { $points } 分 · 核实覆盖率 { $coverage } · 已作答 { $answered } / { $asked }
report-section-line-unscored = 不计分 · 已作答 { $answered } / { $asked }
report-no-questions = 本章节没有适用于本现场的检查项。
report-hidden-questions = 另有 { $count } 个检查项按其条件不适用于本现场。
report-col-code = 编号
report-col-question = 检查项
report-col-result = 结果
report-unanswered = 未作答
report-recorded = 已记录
report-finding-ref = 不符合
report-photo-ref = 照片
report-answer = 答案
report-reason = 理由
report-note = 备注
report-to-be-confirmed = 待确认
report-superseded = 已被取代
report-at-most = 限值：不高于 { $limit }
report-at-least = 限值：不低于 { $limit }
report-limit-inside = 在限值内
report-limit-near = 接近限值
report-limit-exceeded = 超出限值
report-limit-no_limit = 限值未知
report-no-date = 无此日期
report-sample = 抽查 { $checked } 项，不合格 { $failed } 项
report-sample-critical = 其中有零容忍情形
report-tag-systemic = 系统性
report-tag-isolated = 个别情况

# 不符合项
report-findings = 不符合项
report-no-findings = 未提出不符合项。
report-sensitive = 敏感：不向现场方披露
report-questions = 相关检查项
report-severity-reason = 定级理由
report-severity-change = 严重度调整
report-repeats = 重复项
report-state = 状态
report-contained = 已当场整改；整改前：{ $before }，整改后：{ $after }。严重度不变。
report-for-reviewer = 供复核人
report-proposal = { $name }建议改为{ $to }。
report-place = 地点
report-requirement = 要求
report-evidence = 客观证据
report-immediate-action = 即时措施
report-root-cause = 根本原因
report-correction = 纠正
report-corrective-action = 纠正措施
report-owner = 责任人
report-due = 期限
report-due-plan = 提交计划
report-due-corrected = 完成整改
report-remedy-staged = 与审核员商定分阶段计划及节点，不设单一关闭日期。
report-remedy-protect = 立即保护当事人，随后制定补救计划并长期跟踪，不设关闭日期。
report-no-due-date = 不设期限，下次检查时关注。
report-position = 现场意见
report-no-position = 未记录
report-position-withheld = 未向现场方提出
report-photo = 照片

# 计划
report-plan = 整改计划
report-plan-lead = 根本原因、措施和责任人由现场方提供，通常在会议数日之后。期限已在末次会议上确定。
report-col-finding = 不符合项
report-col-action = 纠正与纠正措施
report-col-due = 期限

# 当日留存的计划
report-closing-lead = 以下不符合项、期限与现场意见已在末次会议上宣读并确定。请在“提交计划”所列日期前回复每一项的根本原因、纠正措施和责任人。

# 会议
report-meetings = 首末次会议
report-no-meetings = 未记录会议。
report-held-at = 时间
report-said = 说明与发言
report-col-name = 姓名
report-col-function = 职务
report-positions = 现场意见
report-col-number = 编号
report-col-words = 现场方原话

# 签字
report-signatures = 签字
report-acknowledges = 现场方代表签字表示收到，不表示同意。签名在审核员的设备上手写。
report-not-signed = 未签字
report-refused = 拒绝签字
report-witness = 见证人
report-drawn-by = { $name } 的手写签名
report-digital-signatures = 数字签名
report-digital-lead = 审核组长对整份文件进行数字签名；主管复核后会签。
report-digital-lead-site = 审核组长对整份文件进行数字签名。
report-field-auditor = 审核组长
report-field-supervisor = 主管
report-fingerprint = 审核组长证书指纹（SHA-256）

# 照片清单
report-photo-log = 照片清单
report-no-photos = 未拍摄照片。
report-photo-log-lead = 共 { $count } 张照片。所列 64 个字符为原始文件的 SHA-256。
report-col-photo = 照片
report-col-details = 说明
report-linked = 关联
report-not-linked = 未关联
report-time-unknown = 拍摄时间未知
report-photo-other-day = 按文件自身的时间，并非在检查日期内拍摄。
report-photo-no-camera = 文件中没有相机信息。
report-time-from-name = 取自文件名
report-time-of-capture = 审核期间用本机摄像头拍摄

# 核验
report-check = 如何核验本报告
report-check-lead = 核验无需使用 Fieldseal，其他软件同样可以完成。
report-check-signature = 签名：用能够验证 PDF 签名的软件（Acrobat、Okular、pdfsig）打开本文件。签名后不得有任何改动，签名证书的指纹须与上文一致；请通过其他途径向审核员核对。
report-check-record = 记录：文件内含整次检查的数据。请保存附件 fieldseal-record.json（附件面板，或 pdfdetach -saveall）。
report-check-photos = 照片：原始照片的 SHA-256 须与照片清单一致（sha256sum，或 certutil -hashfile 文件 SHA256）。
report-check-seal = 封存码：记录中“manifest”按规范 JSON（RFC 8785）计算的 SHA-256 须等于下列封存码，且每一项的加盐哈希值须在清单之中。
report-made-with = 由 Fieldseal { $version } 于 { $time } 生成。
report-record-description = 整次检查的数据，格式 fieldseal-record

# 读数、抽样、记录表
report-records = 抽样记录表
report-records-lead = 各行不含姓名。标记由该行数据自动产生，并计入读取该表的检查项。
report-records-count = 共 { $rows } 行，其中 { $flagged } 行有标记
report-col-record = 记录
report-col-flags = 标记
report-samples = 抽样
report-samples-lead = 人员与记录总数、按规则应抽数量及实际抽查数量。样本由审核组自行选取。
report-col-sample = 抽样对象
report-col-population = 总数
report-col-wanted = 应抽
report-col-recorded = 实抽
report-col-rule = 依据
report-rule-root = 总数的平方根，至少 { $least }，至多 { $most }
report-rule-individual = 不少于访谈数的 { $percent }%
report-readings = 读数与限值对照
report-readings-lead = 每项读数与各适用限值对照，以最严者为准。图中竖线为限值，超出即超标。
report-col-reading = 读数
report-col-limit = 限值与结果
report-col-compared = 折算值
report-col-ratio = 比值
report-col-chart = 与限值之比
report-measured = 实测：{ $value }
report-chart-ratio = 读数为限值的 { $ratio } 倍
report-workforce = 员工构成
report-workforce-lead = 按用工形式记录的现场人员。
report-col-employment = 用工形式
report-col-people = 人数
report-col-women = 女
report-col-men = 男
report-col-young = 16–17岁
report-col-local = 本地
report-col-rural = 农村
report-col-migrant = 外来
report-col-share = 占比
report-total = 合计

# 范围、审核组、登记
report-method = 审核方法
report-team-qualified = 审核组与资质
report-purpose = 目的
report-buildings = 建筑与区域
report-processes = 工序
report-workers = 员工
report-shifts = 班次
report-period = 记录期间
report-exclusions = 排除内容及原因
report-criteria = 检查表
report-notice = 通知方式
report-methods = 方法
report-method-words = 说明
report-readers = 保密级别
report-col-languages = 语言
report-col-days = 人天
report-col-certificates = 资质证书
report-days-in-all = 合计人天
report-independence = 独立性声明
report-valid-until = 有效期至 { $date }
report-beyond = 超出要求之处
report-sharing = 能否分享
report-may-be-shared = 可与他人分享
report-not-shared = 不可分享
report-effect = 对结果的影响
report-col-document = 文件
report-col-dated = 日期
report-col-handling = 查阅或复制
report-col-instrument = 仪器
report-col-calibrated = 校准日期
report-col-calibration-due = 有效期至
