/**
 * Files by drop, by picker or by phone camera. In: which types and how large; files on their way with how far they are.
 * Out: files that fit. One that does not is named with the reason and goes nowhere: the server would refuse it after the upload.
 */
import { useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { say } from '../../wording/wording.ts';
import { Button } from './button.tsx';
import './desk.css';

export interface FileOnTheWay {
  key: string;
  name: string;
  /** 0..1; 1 = arrived. */
  share: number;
  /** Why it did not get there. */
  problem?: string | undefined;
}

export interface FileDropProps {
  label: string;
  help: string;
  types: readonly string[];
  mostBytes: number;
  /** How many more may come. */
  room: number;
  files: readonly FileOnTheWay[];
  onFiles: (files: File[]) => void;
  onRemove: (key: string) => void;
  whyNot?: string | null | undefined;
}

/** Why this file may not be sent, or null. A type may be the ending of the name (`.csv`): desks call the type of a CSV by many names. */
export function fileProblem(
  file: { type: string; size: number; name?: string },
  types: readonly string[],
  mostBytes: number,
) {
  const name = file.name?.toLowerCase() ?? '';
  if (!types.some(type => (type.startsWith('.') ? name.endsWith(type) : type === file.type)))
    return say('desk.file.wrong-type');
  if (file.size > mostBytes) return say('desk.file.too-large', { mb: Math.floor(mostBytes / 1_048_576) });
  return file.size === 0 ? say('desk.file.empty') : null;
}

export function FileDrop(props: FileDropProps) {
  const [turnedAway, setTurnedAway] = useState<readonly string[]>([]);

  const take = (files: readonly File[]) => {
    const fitting: File[] = [];
    const away: string[] = [];
    for (const file of files) {
      const problem =
        fileProblem(file, props.types, props.mostBytes) ??
        (fitting.length >= props.room ? say('desk.file.too-many') : null);
      if (problem) away.push(say('desk.file.turned-away', { name: file.name, problem }));
      else fitting.push(file);
    }
    setTurnedAway(away);
    if (fitting.length > 0) props.onFiles(fitting);
  };

  return (
    <div className="desk-field">
      <DropZone
        className="desk-drop"
        aria-label={props.label}
        isDisabled={Boolean(props.whyNot)}
        onDrop={async event => {
          const dropped = event.items.filter(item => item.kind === 'file');
          take(await Promise.all(dropped.map(item => item.getFile())));
        }}
      >
        <Text slot="label">{props.label}</Text>
        <FileTrigger acceptedFileTypes={props.types} allowsMultiple onSelect={files => take(files ? [...files] : [])}>
          <Button small whyNot={props.whyNot}>
            {say('desk.file.choose')}
          </Button>
        </FileTrigger>
        <p className="desk-help">{props.help}</p>
        <ul className="desk-files">
          {props.files.map(file => (
            <li key={file.key} className="desk-file">
              <span className="desk-file-name">{file.name}</span>
              <span className="desk-count">{file.problem ? '' : `${Math.round(file.share * 100)}%`}</span>
              <Button
                kind="plain"
                small
                label={say('desk.file.remove', { name: file.name })}
                onPress={() => props.onRemove(file.key)}
              >
                <span aria-hidden="true">✕</span>
              </Button>
              {file.problem ? (
                <p className="desk-error">{file.problem}</p>
              ) : (
                <progress value={file.share} max={1} aria-label={file.name} />
              )}
            </li>
          ))}
        </ul>
      </DropZone>
      <div role="alert">
        {turnedAway.map(sentence => (
          <p key={sentence} className="desk-error">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}
