import type { DesignIssue } from '../compile/issue.ts'
import type { ParseError } from '../model/parse-error.ts'
import { printable, printableValues } from '../model/printable.ts'

/** Sentences for the shell: what is wrong, where, and what to do. What they quote of a document is made printable. */

export const parseErrorText = (error: ParseError): string =>
  parseSentence({
    ...error,
    target: printable(error.target),
    path: printable(error.path),
    field: printable(error.field),
    values: printableValues(error.values),
  })

export const issueText = (issue: DesignIssue): string =>
  issueSentence({ ...issue, target: printable(issue.target), values: printableValues(issue.values) })

function parseSentence(error: ParseError): string {
  const where = error.target === '' ? error.path : `"${error.target}" (${error.path})`
  const { values } = error
  switch (error.code) {
    case 'notJson':
      return `the file is not JSON: ${values.problem}`
    case 'notFaultline':
      return 'the file is not a Faultline design: its "format" must be "faultline"'
    case 'newerVersion':
      return `the design is of format version ${values.version}; this program knows up to ${values.known}: update it`
    case 'shape':
      return `${where} ${shapeText(values)}`
    case 'limit':
      return `${where}: ${values.count} are more than the limit of ${values.limit}`
    case 'duplicateId':
      return `${where}: the id stands twice; give each its own`
    case 'badId':
      return `${where}: the id holds half a character, which no file can keep; give it another`
    case 'unwantedText':
      return `${where}: control characters were left out`
    case 'unwantedKey':
      return `${where}: this property was left out, because its name is not safe`
    case 'danglingWire':
      return `wire ${where}: field "${error.field}" names the node "${values.missing}", which does not exist`
    case 'badParent':
      return `node ${where}: its parent "${values.parent}" is not a frame (tier, zone or region) of this design, or the frames hold each other`
    case 'badParam':
      return `${where}: field "${error.field}" ${fieldText(values)}`
  }
}

function issueSentence(issue: DesignIssue): string {
  const who = issue.target === '' ? 'the design' : `"${issue.target}"`
  const { values } = issue
  switch (issue.code) {
    case 'noClient':
      return 'the design has no client, so there is no traffic'
    case 'clientUnwired':
      return `client ${who} is not wired to anything`
    case 'noPath':
      return `requests of class "${values.class}" from ${who} find nobody who can answer them`
    case 'cycle':
      return `node ${who} is on a circle of calls, which would never end: remove one of its wires`
    case 'tooDeep':
      return `a chain of ${values.depth} calls is longer than the limit of ${values.limit}: shorten it`
    case 'tooLarge':
      return `${values.count} call paths are more than the limit of ${values.limit}: wire fewer frames to each other`
    case 'badParam':
      return `${who}: field "${issue.field}" ${fieldText(values)}`
    case 'unknownKind':
      return `node ${who} is of the kind "${values.kind}", which this version does not know: it is kept, and takes no part`
    case 'meaninglessWire':
      return `wire ${who} means nothing between what it joins, and takes no part`
    case 'replicaWithoutPrimary':
      return `replica ${who} has no primary: wire a database or shard to it`
    case 'queueWithoutConsumer':
      return `queue ${who} has no worker: its messages are never done`
    case 'twoPrimaries':
      return `${who} is wired to ${values.count} primaries and uses them in turn, although each holds its own data: use shards or replicas`
    case 'faultTarget':
      return `the scenario's ${values.type} at ${values.at} s names ${who}, which does not exist`
    case 'faultUnfit':
      return `the scenario's ${values.type} at ${values.at} s is left out: ${who} takes ${values.takes === '' ? 'no fault' : `only ${values.takes}`}`
    case 'scaleRange':
      return `${who} may run at least ${values.min} and at most ${values.max} instances, a contradiction: ${values.min} are kept`
    case 'scaleBand':
      return `${who} shrinks under ${values.down} % and grows over ${values.up} %, and will do both in turn: leave room between them`
    case 'probeTimeout':
      return `${who} probes every ${values.interval} ms and would wait ${values.timeout} ms for an answer: it waits no longer than the interval`
    case 'twoSessions':
      return `${who} keeps sessions in memory although a session store is wired to it`
    case 'syncAlone':
      return `${who} replicates synchronously to nobody: its writes are acknowledged at once`
    case 'cacheUnused':
      return `cache ${who} is never asked: what is wired to it has no data to cache`
    case 'readThroughAlone':
      return `cache ${who} reads through to nothing: wire data behind it; until then its callers read for themselves`
    case 'geoWithoutPlaces':
      return `${who} answers with the nearest target, but its targets or the clients stand at no place: it answers in turn`
    case 'visibilityShort':
      return `queue ${who} hands a message out again after ${values.visibility} ms, while its workers need ${values.service} ms: many tasks are done twice`
    case 'mixedSharding':
      return `shard ${who} finds its keys in another way than the shards beside it: the first one decides for all`
    case 'ruleUnused':
      return `wire ${who} has a rule that does nothing ("carries"): rules choose between servers, and what is asked of data, caches, stores and queues follows from the request`
  }
}

function shapeText(values: ParseError['values']): string {
  switch (values.problem) {
    case 'missing':
      return 'is missing'
    case 'type':
      return `is ${values.received}, and must be ${values.expected}`
    case 'empty':
      return 'is empty'
    case 'tooLong':
      return `has more than ${values.limit} characters`
    case 'tooSmall':
      return `is ${values.value}, less than ${values.limit}`
    case 'tooLarge':
      return `is ${values.value}, more than ${values.limit}`
    case 'number':
      return `is ${values.value}, and must be a whole or finite number`
    default:
      return 'is outside its limits'
  }
}

function fieldText(values: Readonly<Record<string, string | number>>): string {
  switch (values.problem) {
    case 'range':
      return `is ${values.value}, outside ${values.min} to ${values.max}${values.unit === '' ? '' : ` ${values.unit}`}`
    case 'integer':
      return `is ${values.value}, and must be a whole number`
    case 'choice':
      return `is ${values.value}, and must be one of ${values.allowed}`
    case 'unknown':
      return `is not known here; known fields: ${values.known}`
    default:
      return `is ${values.value}, and must be ${values.expected}`
  }
}
