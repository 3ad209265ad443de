/** The photos of the demonstration: drawn streets with 演示 across them, so that nobody takes them for a real place. */
export const EVIDENCE_PHOTO = new URL('./evidence-photo.jpg', import.meta.url);
/** After the matter was put right. */
export const RECTIFIED_PHOTO = new URL('./rectified-photo.jpg', import.meta.url);
