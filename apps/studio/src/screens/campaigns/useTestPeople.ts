import { useState } from 'react';

/** Whom test messages of an account went to last, kept on this computer. */
export function useTestPeople(channelId: string): [string[], (ids: string[]) => void] {
  const key = `chatloom.testPeople.${channelId}`;
  const [people, setPeople] = useState<string[]>(() => {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  });
  return [
    people,
    (ids) => {
      localStorage.setItem(key, JSON.stringify(ids));
      setPeople(ids);
    },
  ];
}
