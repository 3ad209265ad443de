/** Accounts of people, as an administrator keeps them. What the account may do follows from its role, on which ground from its scope. */
import { z } from 'zod';
import { utcMs } from './ids.ts';
import { plainText } from './plain-text.ts';
import { role, scope } from './viewer.ts';

/** Roles that people have; the others belong to tokens. */
export const personRole = role.extract(['duty', 'leader', 'chief', 'dept', 'field', 'admin']);
export type PersonRole = z.infer<typeof personRole>;

export const accountName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/);

/** The viewer's scope, but unknown keys are refused: a mistyped `zones` must not mean "everywhere". */
export const strictScope = z.strictObject(scope.shape);

const title = plainText.trim().min(1).max(40);
const password = z.string().min(1).max(200);

/** Body of `POST /api/v1/accounts`. */
export const newAccount = z.strictObject({
  account: accountName,
  title,
  role: personRole,
  scope: strictScope.optional(),
  password,
});

/** Body of `PATCH /api/v1/accounts/:name`; what is left out stays as it is. */
export const accountChange = z
  .strictObject({ title, role: personRole, scope: strictScope, disabled: z.boolean(), password })
  .partial()
  .refine(change => Object.keys(change).length > 0, { params: { zh: '没有要修改的内容', en: 'nothing to change' } });

export const accountRecord = z.object({
  account: z.string(),
  title: z.string(),
  role,
  scope,
  disabled: z.boolean(),
  /** Made by a demonstration; a production server does not let it in. */
  demo: z.boolean(),
  createdAt: utcMs,
  /** Null = never. */
  lastSignInAt: utcMs.nullable(),
});
export type AccountRecord = z.infer<typeof accountRecord>;
