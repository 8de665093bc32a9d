/** A page that has nothing to show (yet): a word about why. */
export function Message({ title, text }: { title?: string; text: string }) {
  return (
    <main className="message">
      {title && <h1>{title}</h1>}
      <p role={title ? undefined : 'status'}>{text}</p>
    </main>
  );
}
