import { describe, expect, it } from 'vitest'
import { LINE_MAX } from '../../../src/analysis/fit/exposition.ts'
import { chooseSeries, readSeries } from '../../../src/analysis/fit/fit.ts'
import { seriesName } from '../../../src/analysis/fit/measured.ts'
import { BUCKETS_MAX } from '../../../src/analysis/fit/prometheus.ts'
import { fitOf, histogram } from '../../support/measurements.ts'

const k6 = (times: object, more: object = {}): string =>
  JSON.stringify({ metrics: { http_req_waiting: times, ...more } })

const codeOf = (text: string, options = {}) => {
  const fit = fitOf(text, options)
  return fit.ok ? 'ok' : fit.error.code
}

describe('what is wrong with a measurement is told by a code', () => {
  const sane = histogram([10, 20], [3, 4], 5, 60)
  it.each([
    ['nothing', ' \n\t', 'empty'],
    ['cut JSON', '{"metrics":{"http_req_waiting":{"avg":1', 'notJson'],
    ['another JSON', '{"design":1}', 'notK6'],
    ['a list', '[1,2]', 'notK6'],
    ['JSON without a time', '{"metrics":{"vus":{"value":1}}}', 'noTrend'],
    [
      'a trend of something else',
      '{"metrics":{"size":{"contains":"default","values":{"avg":1}}}}',
      'noTrend',
    ],
    ['a page of HTML', '<!doctype html>\n<p>hello', 'badLine'],
    ['binary', '\u0000\u0001\ufffd\ufffd', 'badLine'],
    ['a sample without a number', 'up{job="x"}', 'badLine'],
    ['a label that does not end', 'up{job="x} 1', 'badLine'],
    ['a gauge', 'up 1\n', 'noHistogram'],
    ['a summary', 'x_seconds{quantile="0.95"} 1\nx_seconds_sum 1\nx_seconds_count 1', 'noHistogram'],
    ['a bucket without its bound', 'x_ms_bucket 1', 'noHistogram'],
    ['no avg', k6({ 'p(95)': 3 }), 'missing'],
    ['no percentile', k6({ avg: 3, med: 2 }), 'missing'],
    ['a negative mean', k6({ avg: -1, 'p(95)': 3 }), 'notNumber'],
    ['a mean that is none', k6({ avg: 'fast', 'p(95)': 3 }), 'notNumber'],
    ['a mean without end', '{"metrics":{"http_req_waiting":{"avg":1e999,"p(95)":3}}}', 'notNumber'],
    ['percentiles that fall', k6({ avg: 2, med: 3, 'p(90)': 2, 'p(95)': 4 }), 'order'],
    ['a mean under the minimum', k6({ avg: 1, min: 2, 'p(95)': 4 }), 'order'],
    ['a mean above p95', k6({ avg: 5, med: 1, 'p(95)': 4, max: 900 }), 'meanAbove'],
    ['a p95 that no gamma has', k6({ avg: 1, 'p(95)': 6 }), 'tooWide'],
    ['no requests', k6({ avg: 0, 'p(95)': 0 }, { http_reqs: { count: 0, rate: 0 } }), 'noSamples'],
    ['a histogram without +Inf', sane.replace(/.*Inf.*\n/, ''), 'noInf'],
    ['counts that fall', sane.replace('"20"} 4', '"20"} 2'), 'falling'],
    ['a count below 0', sane.replace('"10"} 3', '"10"} -3'), 'notNumber'],
    ['a count that is none', sane.replace('"10"} 3', '"10"} NaN'), 'notNumber'],
    ['a bound that is none', sane.replace('le="10"', 'le="ten"'), 'notNumber'],
    ['a bound below 0', sane.replace('le="10"', 'le="-1"'), 'notNumber'],
    ['a bound twice', sane.replace('le="20"', 'le="10.0"'), 'twice'],
    ['a count of its own', sane.replace('_count 5', '_count 6'), 'countsDiffer'],
    ['no sum', sane.replace(/.*_sum.*\n/, ''), 'missing'],
    ['a sum that is none', sane.replace('_sum 60', '_sum NaN'), 'notNumber'],
    ['a sum in another unit', sane.replace('_sum 60', '_sum 0.06'), 'sumOutside'],
    ['no samples', histogram([10, 20], [0, 0], 0, 0), 'noSamples'],
    ['all in one bucket', histogram([10, 20], [0, 5], 5, 60), 'oneBucket'],
    ['a unit that nobody knows', histogram([10, 20], [3, 4], 5, 60, 'x'), 'noUnit'],
  ])('%s', (_, text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('a round trip as long as the fastest request', () => {
    expect(codeOf(k6({ avg: 5, min: 2, 'p(95)': 9 }), { rttMs: 2 })).toBe('roundTrip')
    expect(codeOf(k6({ avg: 5, min: 2, 'p(95)': 9 }), { rttMs: 1.9 })).toBe('ok')
    expect(codeOf(histogram([10, 20], [3, 4], 5, 60), { rttMs: 10 })).toBe('roundTrip')
    expect(codeOf(histogram([10, 20], [3, 4], 5, 60), { rttMs: 9 })).toBe('ok')
  })

  it('more buckets than anybody reads', () => {
    const bounds = Array.from({ length: BUCKETS_MAX + 1 }, (_, i) => i + 1)
    expect(codeOf(histogram(bounds, bounds, 2000, 600_000))).toBe('tooManyBuckets')
    expect(codeOf(histogram(bounds.slice(2), bounds.slice(2), 2000, 3e6))).toBe('ok')
  })
})

describe('what is read', () => {
  it('both shapes of a summary of k6 are the same measurement', () => {
    const times = { avg: 10, med: 7, min: 1, max: 90, 'p(90)': 22, 'p(95)': 29 }
    const values = { metrics: { http_req_waiting: { type: 'trend', contains: 'time', values: times } } }
    expect(fitOf(JSON.stringify(values))).toEqual(fitOf(k6(times)))
  })

  it('k6: waiting for the answer is what counts, then the whole request', () => {
    const times = { avg: 10, 'p(95)': 29 }
    const chosen = (metrics: object) => {
      const all = readSeries(JSON.stringify({ metrics }))
      const one = all.ok ? chooseSeries(all.value, { metric: null, labels: [] }) : all
      return one.ok ? one.value.metric : one.error.code
    }
    expect(chosen({ a: times, http_req_duration: times, http_req_waiting: times })).toBe('http_req_waiting')
    expect(chosen({ a: times, http_req_duration: times })).toBe('http_req_duration')
    expect(chosen({ a: times })).toBe('a')
    expect(chosen({ a: times, b: times })).toBe('severalSeries')
  })

  it.each([
    ['x_seconds', 0.02, 20],
    ['x_milliseconds', 20, 20],
    ['x_ms', 20, 20],
    ['x_microseconds', 20_000, 20],
  ])('the end of a name says its unit: %s', (name, mean, ms) => {
    const fit = fitOf(histogram([mean / 2, mean * 4], [50, 100], 100, mean * 100, name))
    expect(fit.ok && fit.value.meanMs).toBeCloseTo(ms, 9)
  })

  it('OpenMetrics says its unit in a comment, and has exemplars and an end', () => {
    const text = `# TYPE wait histogram\n# UNIT wait seconds\n${histogram([0.01, 0.04], [50, 100], 100, 2, 'wait').replace('"0.01"} 50', '"0.01"} 50 # {trace_id="a b"} 0.004 1.7e9')}\n# EOF\n`
    const fit = fitOf(text)
    expect(fit.ok && fit.value.meanMs).toBeCloseTo(20, 9)
  })

  it('series are told apart by their labels, whatever their order, spaces and escapes', () => {
    const of = (labels: string) =>
      [
        `a_ms_bucket{${labels},le="10"} 1 1700000000000`,
        `a_ms_bucket{le="+Inf",${labels},} 2`,
        `a_ms_sum{${labels}} 30`,
      ].join('\r\n')
    const all = readSeries(
      [of('path="/a,b}"'), of('path="say \\"hi\\"\\n"'), of('z="1", y = "2"')].join('\n'),
    )
    if (!all.ok) throw new Error(all.error.code)
    expect(all.value.map(seriesName)).toEqual([
      'a_ms{path="/a,b}"}',
      'a_ms{path="say "hi"\n"}',
      'a_ms{z="1",y="2"}',
    ])
    const chosen = chooseSeries(all.value, { metric: null, labels: [['y', '2']] })
    expect(chosen.ok && chosen.value.labels).toEqual([
      ['z', '1'],
      ['y', '2'],
    ])
    expect(chooseSeries(all.value, { metric: null, labels: [['y', '3']] })).toMatchObject({
      error: { code: 'labelsUnknown' },
    })
    expect(chooseSeries(all.value, { metric: 'b', labels: [] })).toMatchObject({
      error: { code: 'metricUnknown' },
    })
  })

  it('names of objects are names like others', () => {
    const text = '{"metrics":{"__proto__":{"avg":10,"p(95)":20},"constructor":{"avg":10,"p(95)":20}}}'
    const all = readSeries(text)
    expect(all.ok && all.value.map(({ metric }) => metric)).toEqual(['__proto__', 'constructor'])
  })

  it('a hundred thousand lines are read one by one, and a line without end is refused', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `up{instance="${i}"} 1`)
    expect(codeOf(lines.join('\n'))).toBe('noHistogram')
    expect(codeOf(`x_bucket{le="${'9'.repeat(LINE_MAX)}"} 1`)).toBe('badLine')
    expect(codeOf(`{${'"a":['.repeat(20_000)}`)).toBe('notJson')
  })
})
