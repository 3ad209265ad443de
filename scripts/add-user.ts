/**
 * Makes an account, or gives an existing one a new password (--reset). The first administrator of a new server is made with it.
 *
 *   npm run add-user -- --account admin --role admin
 *
 * The password is asked for; piped in it is read from standard input; with --generate one is made and printed. SQLite lets only one
 * process in: stop the server first, or use the interface (`POST /api/v1/accounts`) while it runs.
 * Zone and organ must be those of the profile (`PROFILE`): an account for an organ that does not exist would see an empty desk.
 */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { changeAccount, createAccount } from '../server/access/accounts.ts';
import { checkNewPassword, hashPassword } from '../server/access/passwords.ts';
import { endAllOf } from '../server/access/sessions.ts';
import { readConfig } from '../server/config.ts';
import { accountName, personRole, strictScope } from '../server/contract/account.ts';
import { checkInput } from '../server/http/bad-input.ts';
import { openDatabase } from '../server/store/database.ts';
import { checkAccountGround } from './account-ground.ts';
import { endWithReason } from './end-with-reason.ts';

const USAGE = `npm run add-user -- --account <name> --role <${personRole.options.join('|')}> [--title <text>] [--zone <id>] [--organ <id>] [--unit <id>] [--generate]
npm run add-user -- --account <name> --reset [--generate]`;

const wanted = z.strictObject({ account: accountName, role: personRole.optional(), scope: strictScope });

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      account: { type: 'string' },
      role: { type: 'string' },
      title: { type: 'string' },
      zone: { type: 'string' },
      organ: { type: 'string' },
      unit: { type: 'string' },
      generate: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.account === undefined || (values.role === undefined && !values.reset)) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const { account, role, scope } = checkInput(wanted, {
    account: values.account,
    role: values.role,
    scope: { zone: values.zone, organ: values.organ, units: values.unit === undefined ? undefined : [values.unit] },
  });
  const config = readConfig(process.env, { demo: false });
  await checkAccountGround(resolve('geodata/profiles', config.profile), scope);
  const password = values.generate ? randomBytes(15).toString('base64url') : await askForPassword();
  checkNewPassword(password, account);
  const passwordHash = await hashPassword(password);

  const by = { actor: 'add-user', address: '', at: Date.now() };
  const database = await openDatabase(config);
  try {
    await database.db.transaction().execute(async tx => {
      if (role === undefined || values.reset) {
        await changeAccount(tx, account, { passwordHash }, by);
        await endAllOf(tx, account);
        return;
      }
      await createAccount(
        tx,
        { name: account, title: values.title ?? account, role, scope, passwordHash, demo: false },
        by,
      );
    });
  } finally {
    await database.close();
  }
  console.log(values.reset ? `Account ${account} has a new password.` : `Account ${account} is ready.`);
  if (values.generate) console.log(`Password: ${password}`);
}

async function askForPassword(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTTY) process.stderr.write('\n');
  }
}

main().catch(endWithReason);
