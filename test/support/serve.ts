import { APP_DIST } from './paths.ts'
import { serveStatic } from './static-server.ts'

const PORT_DEFAULT = 4173

// A port that was asked for by name is the one something else will connect to, so it must not drift to the next.
const asked = process.env.PORT
const port = asked ? Number(asked) : PORT_DEFAULT
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT must be a port number, not ${JSON.stringify(asked)}.`)
  process.exit(1)
}

try {
  const server = await serveStatic(APP_DIST, { port, nextFreePort: !asked })
  console.log(`\nFaultline is running at ${server.url}  (stop it with Ctrl+C)`)
} catch (error) {
  console.error(`Faultline could not listen on port ${port}: ${(error as Error).message}`)
  process.exit(1)
}
