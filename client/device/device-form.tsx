/**
 * A device is registered, admitted or changed. In: what is known of it: nothing for a new one, its id alone for one that waits or that
 * reports by a unit's own id, its record otherwise. Out: the command. Retiring keeps the device known, and refuses what it sends.
 */
import { type SubmitEvent, useState } from 'react';
import { type Crs, crs as crsNames } from '../../server/contract/coordinates.ts';
import { type DeviceRecord, deviceRecord } from '../../server/contract/device.ts';
import { useCommandBlock } from '../connection/use-command-block.ts';
import { useSending } from '../connection/use-sending.ts';
import { CheckBox } from '../design/desk/check-box.tsx';
import { FormFoot } from '../design/desk/form-foot.tsx';
import { tell } from '../design/desk/notice.tsx';
import { Select } from '../design/desk/select.tsx';
import { TextField } from '../design/desk/text-field.tsx';
import { UnitField } from '../patrol/unit-field.tsx';
import { say } from '../wording/wording.ts';
import { crsName } from './device-words.ts';

const FIELDS = ['id', 'unit', 'name', 'crs', 'reportIntervalS', 'mustSign'];
const MOST_NAME = 60;

export function DeviceForm(props: {
  id: string | null;
  record: DeviceRecord | null;
  /** Of the one that waits: admitting it without a unit would leave it refused. */
  needsUnit?: boolean;
  submit: string;
  onDone: () => void;
}) {
  const { record } = props;
  const block = useCommandBlock();
  const sending = useSending(FIELDS);
  const [id, setId] = useState(props.id ?? '');
  const [unit, setUnit] = useState<string | null>(record?.unit ?? null);
  const [name, setName] = useState(record?.name ?? '');
  const [crs, setCrs] = useState<Crs>(record?.crs ?? 'WGS84');
  const [interval, setInterval] = useState(record?.reportIntervalS?.toString() ?? '');
  const [mustSign, setMustSign] = useState(record?.mustSign ?? false);
  const [retired, setRetired] = useState(record?.retired ?? false);
  const [isChecked, setChecked] = useState(false);

  const noId = isChecked && id.trim() === '' ? say('form.missing', { field: say('device.id') }) : undefined;
  const noUnit =
    isChecked && props.needsUnit && unit === null ? say('form.choose', { field: say('device.unit') }) : undefined;
  const noNumber =
    isChecked && interval.trim() !== '' && !(Number(interval) > 0) ? say('device.interval.wrong') : undefined;

  const save = async (submitted: SubmitEvent) => {
    submitted.preventDefault();
    setChecked(true);
    const isIncomplete = id.trim() === '' || (props.needsUnit && unit === null);
    if (block || isIncomplete || (interval.trim() !== '' && !(Number(interval) > 0))) return;
    const reportIntervalS = interval.trim() === '' ? null : Number(interval);
    const body = {
      ...{ id: id.trim(), unit, name: name.trim(), crs, reportIntervalS },
      ...(record && { mustSign, retired }),
    };
    const saved = await sending.send('/api/v1/devices', deviceRecord, { method: 'POST', body });
    if (!saved) return;
    tell(say('device.saved', { device: saved.value.name || saved.value.id }));
    props.onDone();
  };

  return (
    <form className="desk-form" data-unsaved noValidate onSubmit={submitted => void save(submitted)}>
      <TextField
        label={say('device.id')}
        help={props.id === null ? say('device.id.help') : ''}
        value={id}
        onChange={setId}
        isDisabled={props.id !== null}
        autoFocus={props.id === null}
        error={noId ?? sending.about('id')}
      />
      <UnitField
        label={say('device.unit')}
        help={say('device.unit.help')}
        value={unit}
        onChange={setUnit}
        error={noUnit ?? sending.about('unit')}
        autoFocus={props.id !== null}
      />
      <TextField
        label={say('device.name')}
        note={say('desk.optional')}
        help={say('device.name.help')}
        value={name}
        onChange={setName}
        maxLength={MOST_NAME}
        error={sending.about('name')}
      />
      <Select
        label={say('device.crs')}
        options={crsNames.options.map(of => ({ id: of, name: crsName(of) }))}
        value={crs}
        onChange={setCrs}
        error={sending.about('crs')}
      />
      <TextField
        label={say('device.interval')}
        note={say('device.interval.note')}
        value={interval}
        onChange={setInterval}
        inputMode="numeric"
        error={noNumber ?? sending.about('reportIntervalS')}
      />
      {record && (
        <>
          <CheckBox
            label={say('device.must-sign')}
            isChecked={mustSign}
            onChange={setMustSign}
            whyNot={record.hasKey ? null : say('device.must-sign.no-key')}
          />
          <CheckBox label={say('device.retired')} isChecked={retired} onChange={setRetired} />
        </>
      )}
      <FormFoot
        problem={
          sending.problem && (sending.problem.field === null || sending.problem.field === 'mustSign')
            ? sending.problem.sentence
            : null
        }
        submit={props.submit}
        whyNot={block}
        isPending={sending.isBusy}
        onCancel={props.onDone}
      />
    </form>
  );
}
