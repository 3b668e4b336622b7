# What stands behind the figures of an inspection

why-rule = Rule: { $rules }, { $rule }

# Flags that no grade counts
flags-title = Flags to look at
flags-count = { $n ->
    [one] One row with flags to look at
   *[other] { $n } rows with flags to look at
}
flags-about = No grade counts these flags: the question that would is not asked, was answered in another way, or does not exist. They suggest no severity by themselves. Look at each row, and raise a finding where there is one.
flag-failed = the row fails
flag-critical = zero-tolerance fact
flag-warning = a warning
flags-row = { $table }, row { $row }
flags-all-rows = { $table }, all rows together

# Tests
test-title = Test
test-passed = Passed
test-failed = Not passed
test-points = { $points } of { $most } points; at least { $least }% and every critical question are needed.
test-critical-missed = Critical questions not answered rightly: { $count }
test-attendance = Attendance also decides whether a course is passed; it is not recorded here.
test-open = { $answered } of { $asked } questions are answered. What is right is told when all of them are.
test-short-open = Test: { $answered } of { $asked } answered
test-short-passed = Test passed: { $points } of { $most } points
test-short-failed = Test not passed: { $points } of { $most } points
test-right = Right
test-wrong = Wrong
test-answered = Answered
test-unanswered = Not answered
test-critical = critical
test-worth = { $points ->
    [one] 1 point
   *[other] { $points } points
}

# Samples
samples-title = Samples
samples-short = Samples: { $reached } of { $samples } taken
samples-about = How many people and records have to be looked at, and how many are recorded. The audit team chooses them, never the management; the interviews are balanced by gender, shift, department, contract and origin.
samples-known = { $name }: { $recorded } of { $wanted } needed
samples-unknown = { $name }: { $recorded }. How many are needed follows from { $place }.
samples-unasked = { $name }: { $recorded }. This checklist does not ask how many people there are.
samples-open = The number of people is not recorded yet.
samples-by-root = { $population } people: the square root, rounded up, at least { $least } and at most { $most }, never more than there are
samples-by-table = { $population } people, by “{ $table }”
samples-by-share = { $population } people: at least { $percent }% of the sample with one person alone
samples-by-all = All of them, without a sample
samples-by-count = A peak, a low and the latest month, within 12 months
samples-column = “{ $column }” of “{ $table }”
sample-interviews = Interviews
sample-individual_interviews = Interviews with one person alone
sample-personnel_files = Personnel files
sample-young_workers = Files of workers aged 16 and 17
sample-wage_records = People in the wage records
sample-pay_periods = Pay periods

# Indicators
indicators-title = Indicators
indicators-about = What the answers of this inspection say about the indicators of the programme. They move no score.
indicators-numbers = { $part } ÷ { $whole }
indicators-as-answered = As answered; the numbers behind it are not recorded.
indicators-none = n/a
indicators-small = Fewer than { $least } people are counted on one side: not for the site.
indicator-access_rate = Access rate
indicator-esg_pass_current = Current suppliers passing the ESG review
indicator-local_procurement = Local purchases
indicator-capa_on_time = Corrective actions on time
indicator-cmrt_rate = CMRT and EMRT handed in
indicator-smelter_ok = Conformant smelters and refiners
indicator-emission_ratio = Reading by its limit
indicator-rural_share = Employees from rural areas
indicator-local_share = Employees hired locally
indicator-social_insurance = Covered by social insurance
indicator-grievance_close = Grievances closed in time
formula-access_rate = admitted ÷ new suppliers examined × 100
formula-esg_pass_current = suppliers with a valid “passed ESG review” ÷ current suppliers × 100
formula-local_procurement = purchases from suppliers in the host country ÷ all purchases × 100
formula-capa_on_time = actions closed by their due date ÷ actions due × 100
formula-cmrt_rate = valid submissions ÷ suppliers in scope × 100
formula-smelter_ok = conformant or cross-recognised ÷ all smelters that are in operation × 100
formula-emission_ratio = converted value ÷ limit that decides
formula-rural_share = people from rural areas ÷ people × 100
formula-local_share = people hired locally ÷ people × 100
formula-social_insurance = enrolled in all statutory insurances ÷ entitled × 100; of several insurances the one with the fewest people counts
formula-grievance_close = closed within 60 days ÷ received × 100, in the sample

# Other schemes
schemes-title = Other schemes
schemes-severity = What other schemes call this
schemes-about = For information, as known on { $day } (version { $version }). No scheme rates this inspection, and none of this is printed in the report.
schemes-term = { $scheme }: { $term }
schemes-source = { $state }: { $source }
schemes-verified = Verified
schemes-not-verified = Not verified
