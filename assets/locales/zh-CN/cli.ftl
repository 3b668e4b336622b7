# 命令行输出的文字。
saved = 已保存 { $time }
command-missing = 缺少命令
nothing-changed = 没有改动：此前已有相同的记录。
init-done = 工作区已建立：{ $path }
    您的证书指纹（可通过电话核对）：{ $fingerprint }
no-window-built = 此版本的 fieldseal 不含窗口。命令均可使用：fieldseal --help
checklist-choices = 选项：{ $list }
checklist-unit = 单位：{ $list }
checklist-parts = 分项作答：{ $list }
checklist-conditional = 仅在其他答案或现场情况需要时才询问
supplier-added = 已添加供应商 { $id }，现场 { $site }
supplier-none = 尚无供应商。请用以下命令添加：fieldseal supplier add
supplier-no-match = 没有与“{ $search }”匹配的供应商。
site-added = 已添加现场 { $id }
inspection-none = 尚无检查。请用以下命令计划一次检查：fieldseal inspection new
inspection-no-match = 没有与“{ $search }”匹配的检查。
inspection-planned = 已计划 { $number }（{ $id }）
inspection-progress = 已作答 { $answered } / { $asked } 项，照片 { $photos } 张
inspection-score = 结果 { $letter }，得分 { $score }（满分 100），覆盖率 { $coverage }%
finding-saved = 不符合项 { $number } 已保存
proposed = 已向复核人建议（{ $time }）。此不符合项仍为零容忍。
grade-for-reviewer = 须由复核人查看。
photo-taken-in = 已保存 { $file }
photo-left = 中断的导入所剩文件不再导入。
photo-nothing = 没有可导入的文件。
photo-refused = 未添加：{ $file }
    { $reason }
photo-check-good = 完好：{ $file }
photo-check-damaged = 有损坏，但可以添加：{ $file }
photo-check-refused = 不能添加：{ $file }
photo-check-counts = 完好 { $good } 个，损坏 { $damaged } 个，不能添加 { $refused } 个
seal-refused = 还有 { $count } 项未完成，暂不能封存：
seal-closing-done = 末次会议已封存（{ $time }）。不符合项、期限和现场意见已锁定。
seal-report-done = 检查已封存（{ $time }）。此后内容不能再更改。
reopen-done = 末次会议已重新打开（{ $time }）。须重新签字。
export-done = 报告：{ $path }
    共 { $pages } 页，SHA-256 { $digest }
backup-written = 备份已写入并回读核对：{ $path }（{ $count } 个文件）
    其中含有您的加密密钥，请像保管电脑一样保管。
restore-done = 工作区已恢复：{ $path }（{ $count } 个文件）
check-sound = 工作区完好。
check-bad = 工作区有问题！请保持原状，复制整个文件夹，并请人检查。
check-counts = 已检查 { $events } 条事件、{ $checkpoints } 个签名检查点、{ $photos } 张照片，并将全部数据表与日志重放结果核对。
check-database = 数据库：{ $problem }
check-chain = 日志：{ $problem }
check-checkpoint = 检查点：{ $problem }
check-photo = 照片：{ $problem }
check-interrupted = 未完成：为检查 { $inspection } 导入 { $total } 个文件时中断，已保存 { $saved } 个。其余 { $rest } 个可用“fieldseal inspection photo { $inspection } --resume”继续导入，或用 --leave 放弃。
check-unnamed = 已保留：照片文件夹中有 { $count } 个文件不属于任何检查（例如数据库恢复或还原之后）。第一个是 { $path }。如有检查缺少它，请作为照片添加。
check-table = 数据表：{ $problem }
verify-signed-by = 签名人：{ $name }（{ $organisation }），时间 { $time }（按签名人的时钟）
    证书 SHA-256 { $fingerprint }
verify-changes-nothing = 签名后没有任何改动。
verify-changes-timestamps_or_validation_data = 签名后仅增加了时间戳或验证数据。
verify-changes-form_filling_and_signatures = 签名后仅按报告允许的方式填写了表单域或加签。
verify-changes-other = 签名后文件被改动。
verify-record-absent = 文件中没有 Fieldseal 记录。
verify-record-unreadable = 文件中的记录无法读取：{ $reason }
verify-record-seal_mismatch = 文件中的记录与其封存码不符。
verify-record-unsealed_items = 文件中的记录有 { $count } 项与封存内容不符。
verify-record-sealed = 记录 { $number }：全部 { $count } 项均与封存内容一致（封存码 { $seal }）。
demo-inspected = 已检查示例供应商：{ $answers } 个答案，{ $photos } 张照片，{ $findings } 个不符合项。
demo-skipped = 未添加（不是图片或无法读取）：{ $path }
demo-result = 结果 { $letter }，得分 { $score }（满分 100）。
demo-checked = 已检查工作区：{ $events } 条事件，日志链、检查点和照片均完好。
demo-report = 报告：{ $path }（{ $pages } 页）
demo-closing-plan = 留给现场的整改计划：{ $path }
demo-certificate = 审核员证书：{ $path }
demo-next = 查看报告：     open { $report }
    再次验证：     { $program } verify { $report } --trust { $certificate }
    在窗口中继续： { $program } --workspace { $workspace }   （口令：practice makes perfect）

recover-not_needed = 数据库可以正常打开：无需恢复，未作任何改动。
recover-done =
    已恢复 { $events } 条记录；{ $lost ->
        [0] 未发现丢失
       *[other] 丢失 { $lost } 条，在日志中显示为缺口
    }。最后一条的时间：{ $time }。
    受损文件已移至：{ $path }
    请立即检查工作区：fieldseal check
written = 已写入：{ $path }
checklist-imported = 已保存到工作区：{ $id } { $version }（{ $digest }）
checklist-known = 工作区中已有此检查表：{ $id } { $version }（{ $digest }）
