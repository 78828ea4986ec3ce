/** Something about a design that the person who draws it should know. `error` keeps it from running. */
export interface DesignIssue {
  readonly severity: 'error' | 'warning'
  readonly code:
    | 'noClient'
    | 'clientUnwired'
    | 'noPath'
    | 'cycle'
    | 'tooDeep'
    | 'tooLarge'
    | 'badParam'
    | 'unknownKind'
    | 'meaninglessWire'
    | 'replicaWithoutPrimary'
    | 'queueWithoutConsumer'
    | 'twoPrimaries'
    | 'faultTarget'
    | 'faultUnfit'
    // Fields that contradict each other or the wiring.
    | 'scaleRange'
    | 'scaleBand'
    | 'probeTimeout'
    | 'twoSessions'
    | 'syncAlone'
    | 'cacheUnused'
    | 'readThroughAlone'
    | 'geoWithoutPlaces'
    | 'visibilityShort'
    | 'mixedSharding'
    | 'ruleUnused'
  /** Id of the node or edge that it is about, or an empty string for the whole design. */
  readonly target: string
  /** The field that it is about, or an empty string. */
  readonly field: string
  /** Values for the sentence: names, classes, limits. */
  readonly values: Readonly<Record<string, string | number>>
}
