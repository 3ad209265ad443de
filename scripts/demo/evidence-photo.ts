/** The one photo of the demonstration: a drawn street with 演示 across it, so that nobody takes it for a real place. */
export const EVIDENCE_PHOTO = new URL('./evidence-photo.jpg', import.meta.url);
