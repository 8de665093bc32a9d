/** A file's content as base64, without the `data:` in front. */
export function toBase64(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => failed(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(blob);
  });
}
