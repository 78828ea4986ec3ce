import type { Text } from '../../model/text.ts'

/** Service times from what somebody measured. */
export const fitMessages = {
  'fit.open': { en: 'From a measurement…', ko: '측정값에서 가져오기…' },
  'fit.command': { en: 'Service time from a measurement…', ko: '측정값으로 처리 시간 설정…' },
  'fit.title': { en: 'Service time of {name}', ko: '{name}의 처리 시간' },
  'fit.lead': {
    en: 'Paste the JSON summary of a k6 run (--summary-export or handleSummary), or a Prometheus histogram as a /metrics page shows it. Nothing leaves this browser.',
    ko: 'k6 실행 요약 JSON(--summary-export 또는 handleSummary)이나 /metrics 페이지의 Prometheus 히스토그램을 붙여 넣으세요. 내용은 이 브라우저 밖으로 나가지 않습니다.',
  },
  'fit.text': { en: 'Measurement as text', ko: '측정값 텍스트' },
  'fit.file': { en: 'Choose a file…', ko: '파일 선택…' },
  'fit.fileTooLarge': {
    en: '{name} is larger than {limit} characters. Cut it down to the metric that counts.',
    ko: '{name} 파일이 {limit}자를 넘습니다. 필요한 메트릭만 남기세요.',
  },
  'fit.noNode': {
    en: 'Select one component that has a service time: a server, a database, a cache. Then open this again.',
    ko: '서버, 데이터베이스, 캐시처럼 처리 시간이 있는 컴포넌트 하나를 선택한 뒤 다시 여세요.',
  },
  'fit.series': { en: 'Metric', ko: '메트릭' },
  'fit.field': { en: 'Goes into', ko: '넣을 필드' },
  'fit.unit': { en: 'Unit', ko: '단위' },
  'fit.unit.s': { en: 'seconds', ko: '초' },
  'fit.unit.ms': { en: 'milliseconds', ko: '밀리초' },
  'fit.rtt': { en: 'Round trip to take out', ko: '뺄 왕복 지연' },
  'fit.apply': { en: 'Set {fields}', ko: '{fields} 설정' },
  'fit.found': {
    en: '{source, select, k6 {k6 summary} other {Prometheus histogram}} · {samples}',
    ko: '{source, select, k6 {k6 요약} other {Prometheus 히스토그램}} · {samples}',
  },
  'fit.samples': {
    en: '{count, plural, one {# sample} other {# samples}}',
    ko: '표본 {count, number}개',
  },
  'fit.samplesUnknown': { en: 'number of samples not told', ko: '표본 수 미상' },
  'fit.mean': { en: 'Mean', ko: '평균' },
  'fit.cv': { en: 'Variation', ko: '변동 계수' },
  'fit.share': { en: 'Share', ko: '비율' },
  'fit.measured': { en: 'Measured', ko: '측정' },
  'fit.interpolated': { en: 'Measured, between bounds', ko: '측정(구간 내 보간)' },
  'fit.fitted': { en: 'Gamma', ko: '감마 분포' },
  'fit.quality.good': {
    en: 'Fits well: at no known time are the two further apart than {share} of the requests.',
    ko: '잘 맞습니다. 알려진 모든 시점에서 차이가 요청의 {share} 이내입니다.',
  },
  'fit.quality.fair': {
    en: 'Fits roughly: up to {share} of the requests are on the wrong side of a time.',
    ko: '대체로 맞습니다. 최대 요청의 {share}가 실제와 어긋납니다.',
  },
  'fit.quality.poor': {
    en: 'Fits badly: {share} of the requests are on the wrong side of a time. It may be a mixture, such as hits and misses of a cache: measure them apart.',
    ko: '잘 맞지 않습니다. 요청의 {share}가 실제와 어긋납니다. 캐시 적중과 미스처럼 여러 종류가 섞였을 수 있으니 따로 측정하세요.',
  },
  'fit.method.percentile': {
    en: 'The variation is that of the gamma distribution with this mean and this {percentile}.',
    ko: '변동 계수는 이 평균과 이 {percentile}를 갖는 감마 분포에서 구했습니다.',
  },
  'fit.method.buckets': {
    en: 'The variation is the likeliest one for these counts (maximum likelihood, gamma distribution, mean from _sum and _count).',
    ko: '변동 계수는 이 구간별 개수가 나올 가능성이 가장 큰 값입니다(감마 분포의 최대 가능도, 평균은 _sum과 _count).',
  },
  'fit.error': {
    en: 'With {samples} samples it is within ±{error}, 19 times of 20.',
    ko: '표본 {samples}개에서 20번 중 19번은 오차가 ±{error} 안에 듭니다.',
  },
  'fit.bounds': {
    en: 'However the times lie inside their buckets, it is between {low} and {high}.',
    ko: '구간 안에서 시간이 어떻게 흩어져 있어도 {low}에서 {high} 사이입니다.',
  },
  'fit.boundsOpen': {
    en: 'However the times lie inside their buckets, it is at least {low}; requests above the last bound have no upper one.',
    ko: '구간 안에서 시간이 어떻게 흩어져 있어도 {low} 이상입니다. 마지막 경계를 넘은 요청이 있어 상한은 알 수 없습니다.',
  },
  'fit.note.waiting': {
    en: 'A measured time holds the wait for a slot. With {slots, plural, one {# slot} other {# slots}} that adds more than {share} from {percent} utilisation on, and no formula takes it out again: measure under light load.',
    ko: '측정 시간에는 슬롯을 기다린 시간이 들어 있습니다. 슬롯 {slots, number}개라면 사용률 {percent}부터 {share} 넘게 더해지고 나중에 빼낼 수 없으니 부하가 낮을 때 측정하세요.',
  },
  'fit.note.waitingAny': {
    en: 'A measured time holds the wait for a free slot, more of it the busier the node was, and no formula takes it out again: measure under light load.',
    ko: '측정 시간에는 빈 슬롯을 기다린 시간이 들어 있고 바쁠수록 커집니다. 나중에 빼낼 수 없으니 부하가 낮을 때 측정하세요.',
  },
  'fit.note.busy': {
    en: 'At the measured {rate}/s this node would have been {percent} busy with it: too much for a service time. Measure at a lower rate.',
    ko: '측정 당시 {rate}/s라면 이 노드의 사용률이 {percent}입니다. 처리 시간으로 쓰기에는 너무 높으니 더 낮은 속도로 측정하세요.',
  },
  'fit.note.network': {
    en: 'Measured from outside it holds a round trip of the network too: take one out, such as what ping says.',
    ko: '밖에서 측정했다면 네트워크 왕복 지연도 들어 있습니다. ping으로 잰 값 등을 빼세요.',
  },
  'fit.note.others': {
    en: 'It also holds what the node waited for others (databases, caches, services), which are components of their own here: measure without them, or take their time out.',
    ko: '데이터베이스, 캐시, 다른 서비스를 기다린 시간도 들어 있습니다. 여기서는 각각 별도 컴포넌트이니 그것 없이 측정하거나 그 시간을 빼세요.',
  },
  'fit.note.more': {
    en: 'While nothing is wired that does it, {fields} come on top: set them to 0 if the measurement holds that work.',
    ko: '그 일을 맡을 대상이 연결되지 않은 동안에는 {fields}이(가) 더해집니다. 측정값에 이미 들어 있다면 0으로 두세요.',
  },
  'fit.note.constant': {
    en: 'This kind answers in a constant time: the variation is not kept.',
    ko: '이 종류는 항상 같은 시간에 답하므로 변동 계수는 저장하지 않습니다.',
  },
  'fit.note.sharedCv': {
    en: 'The variation is one for all times of the node.',
    ko: '변동 계수는 이 노드의 모든 시간에 함께 적용됩니다.',
  },
  'fit.problem.empty': {
    en: 'There is nothing in it. Paste the JSON summary of a k6 run or a Prometheus histogram.',
    ko: '내용이 없습니다. k6 요약 JSON이나 Prometheus 히스토그램을 붙여 넣으세요.',
  },
  'fit.problem.notJson': {
    en: 'It begins like JSON and is not ({problem}). Copy the whole file that k6 wrote.',
    ko: 'JSON으로 시작하지만 올바른 JSON이 아닙니다({problem}). k6가 쓴 파일 전체를 복사하세요.',
  },
  'fit.problem.notK6': {
    en: 'This JSON is no summary of k6: it has no "metrics". Use what --summary-export wrote, or the data of handleSummary().',
    ko: 'k6 요약 JSON이 아닙니다. "metrics"가 없습니다. --summary-export가 쓴 파일이나 handleSummary()의 data를 쓰세요.',
  },
  'fit.problem.noTrend': {
    en: 'No metric of this summary is a time: none has "avg" or percentiles. http_req_waiting is what is wanted.',
    ko: '이 요약에는 시간 메트릭이 없습니다. "avg"나 백분위가 있는 메트릭, 예를 들어 http_req_waiting이 필요합니다.',
  },
  'fit.problem.badLine': {
    en: 'Line {line} is neither JSON nor a Prometheus sample: {text}. A sample is a name, labels in braces and a number; leave other lines out.',
    ko: '{line}행은 JSON도 Prometheus 표본도 아닙니다: {text}. 표본은 이름, 중괄호 안의 라벨, 숫자로 이루어집니다. 다른 행은 빼세요.',
  },
  'fit.problem.noHistogram': {
    en: 'No histogram is in it: none of its samples is a name_bucket with a label "le". A summary or a gauge does not say how far times lie apart.',
    ko: '히스토그램이 없습니다. "le" 라벨이 있는 name_bucket 표본이 하나도 없습니다. 서머리나 게이지로는 흩어진 정도를 알 수 없습니다.',
  },
  'fit.problem.metricUnknown': {
    en: 'There is no metric {metric} in it. There are: {known}.',
    ko: '{metric} 메트릭이 없습니다. 있는 메트릭: {known}.',
  },
  'fit.problem.labelsUnknown': {
    en: 'No series has the labels {labels}. There are: {known}.',
    ko: '{labels} 라벨을 가진 시계열이 없습니다. 있는 시계열: {known}.',
  },
  'fit.problem.severalSeries': {
    en: '{count} series are meant. Choose one by its name and labels: {known}.',
    ko: '해당하는 시계열이 {count}개입니다. 이름과 라벨로 하나를 고르세요: {known}.',
  },
  'fit.problem.noUnit': {
    en: 'The name {metric} does not end in its unit, such as _seconds. Say which unit it is.',
    ko: '{metric} 이름이 _seconds 같은 단위로 끝나지 않습니다. 단위를 지정하세요.',
  },
  'fit.problem.missing': {
    en: '{metric} has no {what}, without which a service time cannot be told. Export it too.',
    ko: '{metric}에 {what}이(가) 없어 처리 시간을 구할 수 없습니다. 함께 내보내세요.',
  },
  'fit.problem.notNumber': {
    en: '{metric}: {what} is {value}, and must be a number that is finite and not below 0.',
    ko: '{metric}: {what}의 값이 {value}입니다. 0 이상의 유한한 수여야 합니다.',
  },
  'fit.problem.order': {
    en: '{metric}: {low} is {lowMs}, more than {high} with {highMs}, which cannot be. Copy the figures again.',
    ko: '{metric}: {low}의 값 {lowMs}이(가) {high}의 값 {highMs}보다 큽니다. 있을 수 없는 일이니 수치를 다시 복사하세요.',
  },
  'fit.problem.falling': {
    en: '{metric}: up to le="{le}" there are {count}, fewer than the {before} up to le="{lower}". Counts of buckets hold all below them; take one scrape, and no difference of two that a restart lies between.',
    ko: '{metric}: le="{le}"까지 {count}개로, le="{lower}"까지의 {before}개보다 적습니다. 버킷 값은 누적이어야 합니다. 한 번의 스크레이프를 쓰고, 재시작을 사이에 둔 차이는 쓰지 마세요.',
  },
  'fit.problem.twice': {
    en: '{metric}: the bucket le="{le}" stands twice. Paste one scrape.',
    ko: '{metric}: 버킷 le="{le}"이(가) 두 번 나옵니다. 스크레이프 하나만 붙여 넣으세요.',
  },
  'fit.problem.noInf': {
    en: '{metric} has no bucket le="+Inf", so nobody knows how many are above the last bound. Copy all of its lines.',
    ko: '{metric}에 le="+Inf" 버킷이 없어 마지막 경계를 넘은 개수를 알 수 없습니다. 모든 행을 복사하세요.',
  },
  'fit.problem.countsDiffer': {
    en: '{metric}_count is {count}, and the bucket le="+Inf" holds {inf}: they must be the same. Copy both from one scrape.',
    ko: '{metric}_count는 {count}인데 le="+Inf" 버킷은 {inf}입니다. 같아야 하니 한 번의 스크레이프에서 복사하세요.',
  },
  'fit.problem.noSamples': {
    en: '{metric} has counted nothing yet. Measure again under some load.',
    ko: '{metric}에 표본이 하나도 없습니다. 부하를 준 뒤 다시 측정하세요.',
  },
  'fit.problem.tooManyBuckets': {
    en: '{metric} has {count} buckets, more than {limit}. Thin them out.',
    ko: '{metric}의 버킷이 {count}개로 한도 {limit}개를 넘습니다. 버킷을 줄이세요.',
  },
  'fit.problem.oneBucket': {
    en: '{metric}: all {count} samples lie in one bucket, from {low} to {high} ms, which says nothing about how far they lie apart. Use narrower buckets there.',
    ko: '{metric}: 표본 {count}개가 모두 {low}~{high} ms 버킷 하나에 들어 있어 흩어진 정도를 알 수 없습니다. 그 구간의 버킷을 더 잘게 나누세요.',
  },
  'fit.problem.sumOutside': {
    en: '{metric}: by _sum the mean is {mean} ms, and the buckets allow {low} to {high} ms. One of them is in another unit, or of another time.',
    ko: '{metric}: _sum으로는 평균이 {mean} ms인데 버킷으로는 {low}~{high} ms여야 합니다. 단위나 측정 시점이 서로 다릅니다.',
  },
  'fit.problem.meanAbove': {
    en: '{metric}: the mean of {mean} ms is above p{percent} with {percentile} ms: a few very slow requests, such as timeouts, make most of the time. Leave them out, and measure again.',
    ko: '{metric}: 평균 {mean} ms가 p{percent}의 {percentile} ms보다 큽니다. 시간 초과처럼 아주 느린 소수의 요청이 대부분의 시간을 차지합니다. 빼고 다시 측정하세요.',
  },
  'fit.problem.tooWide': {
    en: '{metric}: p{percent} with {percentile} ms is more than {most} times the mean of {mean} ms, which no gamma distribution has. It is a mixture of fast and slow requests: measure them apart.',
    ko: '{metric}: p{percent}의 {percentile} ms가 평균 {mean} ms의 {most}배를 넘으며, 그런 감마 분포는 없습니다. 빠른 요청과 느린 요청이 섞였으니 따로 측정하세요.',
  },
  'fit.problem.roundTrip': {
    en: '{metric}: a round trip of {rtt} ms leaves nothing: the fastest took {least} ms. Take out less.',
    ko: '{metric}: 왕복 지연 {rtt} ms를 빼면 남는 시간이 없습니다. 가장 빠른 요청이 {least} ms입니다. 더 작은 값을 빼세요.',
  },
  'fit.problem.textTooLong': {
    en: 'It has more than {limit} characters. Paste only the lines of the metric that counts.',
    ko: '{limit}자를 넘습니다. 필요한 메트릭의 행만 붙여 넣으세요.',
  },
  'fit.problem.tooLong': {
    en: 'A mean of {mean} ms is more than the field takes, {max} ms. See whether the unit is right.',
    ko: '평균 {mean} ms가 필드의 최댓값 {max} ms를 넘습니다. 단위가 맞는지 확인하세요.',
  },
} as const satisfies Record<string, Text>
