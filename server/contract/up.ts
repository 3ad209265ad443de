/** What a client may say over the socket. Everything that changes something goes over HTTP instead. */
import { z } from 'zod';
import { epoch, seq } from './ids.ts';

/** First word of every client; again when it notices a gap. Without `since` it gets a snapshot. */
export const hello = z.strictObject({
  protocol: z.string().max(40),
  since: z.strictObject({ epoch, seq }).optional(),
});
export type Hello = z.infer<typeof hello>;

export const up = { hello } as const;
export type UpEvents = { hello: (message: Hello) => void };
