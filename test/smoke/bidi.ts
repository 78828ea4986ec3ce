/** What a browser answers to a command, and what it tells by itself. */
interface Message {
  readonly id?: number
  readonly type: 'success' | 'error' | 'event'
  readonly result?: unknown
  readonly message?: string
  readonly method?: string
  readonly params?: unknown
}

type Listener = (params: never) => void

/** A line to a browser that speaks WebDriver BiDi. */
export class BidiLine {
  private readonly _socket: WebSocket
  private readonly _waiting = new Map<number, PromiseWithReject>()
  private readonly _listeners = new Map<string, Listener>()
  private _sent = 0

  private constructor(socket: WebSocket) {
    this._socket = socket
    socket.addEventListener('message', ({ data }) => this._take(JSON.parse(String(data)) as Message))
    socket.addEventListener('close', () => this._lose(new Error('the browser has closed its line')))
  }

  static open(url: string): Promise<BidiLine> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url)
      socket.addEventListener('open', () => resolve(new BidiLine(socket)))
      socket.addEventListener('error', () => reject(new Error(`nobody listens at ${url}`)))
    })
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this._sent
    return new Promise<T>((resolve, reject) => {
      this._waiting.set(id, { resolve: (value) => resolve(value as T), reject })
      this._socket.send(JSON.stringify({ id, method, params }))
    })
  }

  /** Hears what the browser tells under a name, once `session.subscribe` has asked for it. */
  on<T>(event: string, listener: (params: T) => void): void {
    this._listeners.set(event, listener as Listener)
  }

  private _take(message: Message): void {
    if (message.type === 'event') {
      this._listeners.get(message.method!)?.(message.params as never)
      return
    }
    const waiting = this._waiting.get(message.id!)
    this._waiting.delete(message.id!)
    if (message.type === 'success') waiting?.resolve(message.result)
    else waiting?.reject(new Error(message.message))
  }

  private _lose(error: Error): void {
    for (const { reject } of this._waiting.values()) reject(error)
    this._waiting.clear()
  }
}

interface PromiseWithReject {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}
