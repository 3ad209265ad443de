/** Photos of a form: sent as soon as they are chosen, so that the form itself is quick. In: where they go. Out: ids of those that arrived. */
import { useEffect, useRef, useState } from 'react';
import type { EvidenceId } from '../../server/contract/ids.ts';
import { FileDrop, type FileOnTheWay } from '../design/desk/file-drop.tsx';
import { say } from '../wording/wording.ts';
import { MOST_PHOTO_BYTES, MOST_PHOTOS, PHOTO_TYPES, type Upload, uploadPhoto } from './upload-photo.ts';

interface Photo extends FileOnTheWay {
  id: EvidenceId | null;
}

export function PhotoField(props: {
  /** Where photos of this incident or operation are sent (upload-photo.ts). */
  path: string;
  label: string;
  onChange: (ids: readonly EvidenceId[], isUploading: boolean) => void;
  whyNot: string | null;
}) {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;

  useEffect(() => {
    const isUploading = photos.some(photo => photo.id === null && !photo.problem);
    onChange.current(
      photos.flatMap(photo => photo.id ?? []),
      isUploading,
    );
  }, [photos]);

  useEffect(() => {
    const running = uploads.current;
    return () => {
      for (const upload of running.values()) upload.cancel();
    };
  }, []);

  const change = (key: string, known: Partial<Photo>) =>
    setPhotos(all => all.map(photo => (photo.key === key ? { ...photo, ...known } : photo)));

  function send(files: File[]) {
    for (const file of files) {
      const key = `${file.name} ${file.size} ${Math.random()}`;
      setPhotos(all => [...all, { key, name: file.name, share: 0, id: null }]);
      const upload = uploadPhoto(props.path, file, share => change(key, { share }));
      uploads.current.set(key, upload);
      void upload.done.then(uploaded => {
        uploads.current.delete(key);
        change(key, uploaded.name === 'stored' ? { share: 1, id: uploaded.id } : { problem: uploaded.sentence });
      });
    }
  }

  return (
    <FileDrop
      label={props.label}
      help={say('photo.help', { n: MOST_PHOTOS, mb: MOST_PHOTO_BYTES / 1_048_576 })}
      types={PHOTO_TYPES}
      mostBytes={MOST_PHOTO_BYTES}
      room={MOST_PHOTOS - photos.length}
      files={photos}
      onFiles={send}
      onRemove={key => {
        uploads.current.get(key)?.cancel();
        setPhotos(all => all.filter(photo => photo.key !== key));
      }}
      whyNot={props.whyNot}
    />
  );
}
