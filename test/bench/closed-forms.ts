/** A station of exponential servers that every request passes `visits` times on average. */
export interface ClosedStation {
  readonly slots: number
  readonly ratePerSec: number
  readonly serviceMs: number
  readonly visits: number
}

/** Mean time of a request in an open network of such stations, as Jackson and Erlang C say. */
export const meanSojournMs = (stations: readonly ClosedStation[]): number =>
  stations.reduce((sum, station) => sum + station.visits * stationMs(station), 0)

function stationMs({ slots, ratePerSec, serviceMs }: ClosedStation): number {
  const offered = (ratePerSec * serviceMs) / 1000
  if (offered >= slots) return Number.POSITIVE_INFINITY
  let blocking = 1
  for (let n = 1; n <= slots; n++) blocking = (offered * blocking) / (n + offered * blocking)
  const waiting = blocking / (1 - (offered / slots) * (1 - blocking))
  return serviceMs + (waiting * serviceMs) / (slots - offered)
}
