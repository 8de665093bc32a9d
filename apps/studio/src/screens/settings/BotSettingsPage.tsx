export default function BotSettingsPage() { return null; }
