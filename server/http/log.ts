/** The log: JSON lines on standard output, one per event. Fields that hold secrets are blanked wherever they appear near the top. */
import { type DestinationStream, type Logger, pino } from 'pino';

const SECRET_PATHS = ['password', 'token', 'authorization', 'cookie', 'secret'].flatMap(name => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[redacted]' }, base: null };
  return destination ? pino(options, destination) : pino(options);
}

/** A request's path for the log: `?token=` values are blanked, everything else stays readable. */
export function loggedPath(url: string): string {
  return url.replace(/([?&](?:token|password|secret)=)[^&]*/gi, '$1[redacted]');
}
