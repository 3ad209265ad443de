/** Makes a camera's photo small enough for a weak line: at most 1600 px, JPEG. What the browser cannot read stays as it is. */
const LONGEST_PX = 1600;

export async function smallPhoto(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>(resolve => canvas.toBlob(small => resolve(small ?? file), 'image/jpeg', 0.8));
  } catch {
    return file;
  }
}
