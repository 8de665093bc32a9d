import { TextInput } from '../../../ui/TextInput';
import { zonedLocal, zonedMoment } from './zonedMoment';

/** A moment, typed as the clocks of the bot's zone show it; empty is none. */
export function MomentField({ label, description, timeZone, value, error, onChange }: { label: string; description?: string; timeZone: string; value: string | null; error?: string | false; onChange(moment: string | null): void }) {
  return <TextInput type="datetime-local" label={label} description={description} value={zonedLocal(value, timeZone)} error={error} onChange={(event) => onChange(zonedMoment(event.currentTarget.value, timeZone))} />;
}
