/** Photos from the camera, made small, kept until they are sent. */
import { useState } from 'react';
import { say } from '../wording/wording.ts';
import { smallPhoto } from './small-photo.ts';

const MOST_PHOTOS = 12;

export function PhotosField(props: {
  photos: readonly Blob[];
  onChange: (photos: Blob[]) => void;
  /** Where a form has photos of two kinds; else 拍照. */
  label?: string;
}) {
  const { photos, onChange, label = say('field.photo.take') } = props;
  const [isBusy, setBusy] = useState(false);
  async function add(files: FileList | null) {
    if (!files) return;
    setBusy(true);
    const small = await Promise.all([...files].map(smallPhoto));
    setBusy(false);
    onChange([...photos, ...small].slice(0, MOST_PHOTOS));
  }
  return (
    <div className="field-photos">
      <label className="field-button">
        {isBusy ? say('field.photo.busy') : label}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={event => void add(event.target.files).then(() => (event.target.value = ''))}
        />
      </label>
      <span role="status">{photos.length > 0 && say('field.photo.count', { n: photos.length })}</span>
      {photos.length > 0 && (
        <button type="button" onClick={() => onChange(photos.slice(0, -1))}>
          {say('field.photo.remove')}
        </button>
      )}
    </div>
  );
}
