/** The flow editor's page. */
export default function EditorPage() {
  return null;
}
