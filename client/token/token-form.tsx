/**
 * A token is issued: for what, called how, limited to which unit or department. Out: its secret, told once ([AC-7]); for a wall also the
 * address that its machine opens once.
 */
import { type SubmitEvent, useState } from 'react';
import type { OrganId } from '../../server/contract/ids.ts';
import { type TokenIssued, type TokenKind, tokenIssued, tokenKind } from '../../server/contract/session.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { Button } from '../design/desk/button.tsx';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { SecretOnce } from '../design/desk/secret-once.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { UnitField } from '../patrol/unit-field.tsx';
import { useUnitOptions } from '../patrol/unit-options.ts';
import { say } from '../wording/wording.ts';

const FIELDS = ['kind', 'name', 'scope'];
const MOST_NAME = 60;

export function TokenForm({ onIssued, onDone }: { onIssued: () => void; onDone: () => void }) {
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const options = useUnitOptions();
  const [kind, setKind] = useState<TokenKind | null>(null);
  const [name, setName] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [organ, setOrgan] = useState<OrganId | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [issued, setIssued] = useState<TokenIssued | null>(null);

  const issue = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (block || kind === null || name.trim() === '') return;
    const scope = {
      ...(kind === 'device' && unit !== null && { units: [unit] }),
      ...(kind === 'integration' && organ !== null && { organ }),
    };
    const body = { kind, name: name.trim(), scope };
    const answer = await sending.send('/api/v1/tokens', tokenIssued, { method: 'POST', body });
    if (!answer) return;
    setIssued(answer.value);
    onIssued();
  };

  if (issued)
    return (
      <>
        <SecretOnce secret={issued.token} warning={say('token.once')} />
        {issued.kind === 'wall' && (
          <div className="desk-secret">
            <p className="desk-help">{say('token.wall-address')}</p>
            <output className="desk-secret-text">{`${window.location.origin}/wall?token=${issued.token}`}</output>
          </div>
        )}
        <div className="desk-actions">
          <Button onPress={onDone}>{say('desk.close')}</Button>
        </div>
      </>
    );
  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void issue(submitted)}>
      <Select<TokenKind>
        label={say('token.kind')}
        options={tokenKind.options.map(id => ({ id, name: say(`token.kind.${id}`) }))}
        value={kind}
        onChange={setKind}
        autoFocus
        help={kind === null ? '' : say(`token.kind.${kind}.help`)}
        error={isChecked && kind === null ? say('form.choose', { field: say('token.kind') }) : sending.about('kind')}
      />
      <TextField
        label={say('token.name')}
        help={say('token.name.help')}
        value={name}
        onChange={setName}
        maxLength={MOST_NAME}
        error={
          isChecked && name.trim() === '' ? say('form.missing', { field: say('token.name') }) : sending.about('name')
        }
      />
      {kind === 'device' && (
        <UnitField
          label={say('token.unit')}
          help={say('token.unit.note')}
          value={unit}
          onChange={setUnit}
          error={sending.about('scope')}
        />
      )}
      {kind === 'integration' && (
        <ComboBox
          label={say('token.organ')}
          help={say('token.organ.note')}
          options={options.organs}
          value={organ}
          onChange={id => setOrgan(id as OrganId | null)}
          opensOnFocus={false}
          error={sending.about('scope')}
        />
      )}
      <FormFoot
        problem={sending.problem?.field === null ? sending.problem.sentence : null}
        submit={say('token.issue')}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={onDone}
      />
    </form>
  );
}
