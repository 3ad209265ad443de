/**
 * A unit is registered or changed. In: the unit, null = a new one. Out: the command; the changed record comes back over the live link.
 * A community decides the zone: choosing one sets it, choosing another zone takes a community that lies elsewhere away.
 */
import { type SubmitEvent, useState } from 'react';
import { type UnitRecord, unitRecord } from '../../server/contract/unit.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { ComboBox } from '../design/desk/combo-box.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { useUnitOptions } from './unit-options.ts';

const FIELDS = ['id', 'callSign', 'unitClass', 'homeZone', 'community', 'organ'];
const MOST_ID = 40;
const MOST_CALL_SIGN = 12;

export function UnitForm({ unit, onDone }: { unit: UnitRecord | null; onDone: () => void }) {
  const { geodata } = useProfile();
  const options = useUnitOptions();
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const [id, setId] = useState<string>(unit?.id ?? '');
  const [callSign, setCallSign] = useState(unit?.callSign ?? '');
  const [unitClass, setUnitClass] = useState<string | null>(unit?.unitClass ?? null);
  const [homeZone, setHomeZone] = useState<string | null>(unit?.homeZone ?? null);
  const [community, setCommunity] = useState<string | null>(unit?.community ?? null);
  const [organ, setOrgan] = useState<string | null>(unit?.organ ?? null);
  const [isChecked, setChecked] = useState(false);

  const zoneOf = (code: string | null) =>
    geodata.communities.features.find(({ properties }) => properties.code === code)?.properties.zone ?? null;
  const missing = (value: string | null, field: 'id' | 'call-sign' | 'class') =>
    isChecked && (value ?? '').trim() === '' ? say('form.missing', { field: say(`unit.${field}`) }) : undefined;
  const isComplete = id.trim() !== '' && callSign.trim() !== '' && unitClass !== null;

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    if (!isComplete || block) return;
    const body = { id: id.trim(), callSign: callSign.trim(), unitClass, homeZone, community, organ };
    const saved = await sending.send('/api/v1/units', unitRecord, { method: 'POST', body });
    if (!saved) return;
    tell(say('unit.saved', { unit: saved.value.callSign }));
    onDone();
  };

  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void save(submitted)}>
      <TextField
        label={say('unit.id')}
        help={say('unit.id.help')}
        value={id}
        onChange={setId}
        maxLength={MOST_ID}
        isDisabled={unit !== null}
        autoFocus={unit === null}
        error={missing(id, 'id') ?? sending.about('id')}
      />
      <TextField
        label={say('unit.call-sign')}
        value={callSign}
        onChange={setCallSign}
        maxLength={MOST_CALL_SIGN}
        autoFocus={unit !== null}
        error={missing(callSign, 'call-sign') ?? sending.about('callSign')}
      />
      <Select
        label={say('unit.class')}
        options={options.classes}
        value={unitClass}
        onChange={setUnitClass}
        error={missing(unitClass, 'class') ?? sending.about('unitClass')}
      />
      <ComboBox
        label={say('unit.organ')}
        note={say('desk.optional')}
        options={options.organs}
        value={organ}
        onChange={setOrgan}
        opensOnFocus={false}
        error={sending.about('organ')}
      />
      <ComboBox
        key={`zone ${homeZone}`}
        label={say('unit.home-zone')}
        note={say('desk.optional')}
        options={options.zones}
        value={homeZone}
        onChange={zone => {
          setHomeZone(zone);
          if (zone !== null && zoneOf(community) !== zone) setCommunity(null);
        }}
        opensOnFocus={false}
        error={sending.about('homeZone')}
      />
      <ComboBox
        key={`community ${homeZone} ${community}`}
        label={say('unit.community')}
        note={say('unit.community.note')}
        options={options.communities(homeZone)}
        value={community}
        onChange={code => {
          setCommunity(code);
          if (code !== null) setHomeZone(zoneOf(code));
        }}
        opensOnFocus={false}
        error={sending.about('community')}
      />
      <FormFoot
        problem={sending.problem?.field === null ? sending.problem.sentence : null}
        submit={say('desk.save')}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={onDone}
      />
    </form>
  );
}
