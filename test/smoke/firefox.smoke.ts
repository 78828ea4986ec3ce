import { FIREFOX_MISSING, findFirefox, launchFirefox } from './firefox.ts'
import { smokeTests } from './scenario.ts'

smokeTests('Firefox', findFirefox(), launchFirefox, FIREFOX_MISSING)
