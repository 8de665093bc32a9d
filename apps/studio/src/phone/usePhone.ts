import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneAction, PhoneBreakage, PhoneChat, PhoneGroup, PhonePerson, PhoneTurn } from '@chatloom/contract';
import { apiUrl, call, openStream, type RouteInput, type StreamState } from '../api';
import { chatReducer, EMPTY_CHAT, type ChatState } from './chatState';
import { usePhonePerson } from './phonePerson';

const peopleKey = (botId: string) => ['bots', botId, 'phone', 'people'] as const;
const groupsKey = (botId: string) => ['bots', botId, 'phone', 'groups'] as const;
const breakageKey = (botId: string) => ['bots', botId, 'phone', 'breakage'] as const;

/** Calls and events come in bursts; once in a while is enough for the eye. */
const WIRE_EVERY_MS = 2_000;

/** First people being made, by bot: a panel and a page opened together must not make two. */
const firstPeople = new Map<string, Promise<PhonePerson>>();

async function peopleOrFirst(botId: string, firstName: string, language: string, signal: AbortSignal): Promise<PhonePerson[]> {
  const { items } = await call('GET /bots/:botId/phone/people', { params: { botId } }, { signal });
  if (items.length > 0) return items;
  const making =
    firstPeople.get(botId) ??
    call('POST /bots/:botId/phone/people', { params: { botId }, body: { displayName: firstName, language } }).finally(() => firstPeople.delete(botId));
  firstPeople.set(botId, making);
  return [await making];
}

/** The people one can be, with the one chosen. A bot that has none yet gets a first one, so that there is someone to write as. */
export function usePhonePeople(botId: string) {
  const { t, i18n } = useTranslation('phone');
  const chosen = usePhonePerson((state) => state.userIds[botId]);
  const query = useQuery({
    queryKey: peopleKey(botId),
    queryFn: ({ signal }) => peopleOrFirst(botId, t('people.firstName'), i18n.language, signal),
  });
  const people = query.data ?? [];
  const person = people.find(({ userId }) => userId === chosen) ?? people[0];
  return { ...query, people, person };
}

/** Makes another person and becomes them. */
export function useNewPerson(botId: string) {
  const client = useQueryClient();
  const choose = usePhonePerson((state) => state.choose);
  return useMutation({
    mutationFn: (body: { displayName: string; language: string }) => call('POST /bots/:botId/phone/people', { params: { botId }, body }),
    onSuccess: (person) => {
      client.setQueryData<PhonePerson[]>(peopleKey(botId), (people = []) => [...people, person]);
      choose(botId, person.userId);
    },
  });
}

/** Groups of the simulator, and ways to make and change them. */
export function usePhoneGroups(botId: string) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: groupsKey(botId), queryFn: async ({ signal }) => (await call('GET /bots/:botId/phone/groups', { params: { botId } }, { signal })).items });
  const put = (group: PhoneGroup) => client.setQueryData<PhoneGroup[]>(groupsKey(botId), (groups = []) => [...groups.filter(({ groupId }) => groupId !== group.groupId), group]);
  const make = useMutation({ mutationFn: (body: RouteInput<'POST /bots/:botId/phone/groups'>['body']) => call('POST /bots/:botId/phone/groups', { params: { botId }, body }), onSuccess: put });
  const change = useMutation({
    mutationFn: ({ groupId, ...body }: { groupId: string; join?: string[]; leave?: string[]; hasBot?: boolean }) => call('PATCH /bots/:botId/phone/groups/:groupId', { params: { botId, groupId }, body }),
    onSuccess: put,
  });
  return { groups: query.data ?? [], make, change };
}

/** Follows a chat as it changes: that of a person with the bot, or of a group they are in. */
export function usePhoneChat(botId: string, userId: string, groupId: string | undefined): ChatState & { connection: StreamState; forget(turnIds: readonly string[]): void } {
  const client = useQueryClient();
  const [state, dispatch] = useReducer(chatReducer, EMPTY_CHAT);
  const [connection, setConnection] = useState<StreamState>('connecting');
  const forget = useCallback((turnIds: readonly string[]) => dispatch({ type: 'forgotten', turnIds }), []);
  useEffect(() => {
    dispatch({ type: 'cleared' });
    const url = apiUrl('/bots/:botId/phone/people/:userId/stream', { params: { botId, userId }, query: { group: groupId } });
    return openStream(
      url,
      {
        chat: (chat: PhoneChat) => {
          dispatch({ type: 'chat', chat });
          client.setQueryData<PhonePerson[]>(peopleKey(botId), (people) => people?.map((person) => (person.userId === userId ? chat.person : person)));
        },
        turn: (turn: PhoneTurn) => dispatch({ type: 'turn', turn }),
      },
      setConnection,
    );
  }, [botId, userId, groupId, client]);
  return { ...state, connection, forget };
}

/** What one can do as a person. All of them show up in the chat by the stream. */
export function usePhoneActions(botId: string, userId: string, groupId: string | undefined) {
  const where = { params: { botId, userId }, query: { group: groupId } };
  return {
    act: useMutation({ mutationFn: (body: PhoneAction) => call('POST /bots/:botId/phone/people/:userId/actions', { ...where, body }) }),
    reset: useMutation({ mutationFn: () => call('POST /bots/:botId/phone/people/:userId/reset', where) }),
    stepBack: useMutation({ mutationFn: () => call('POST /bots/:botId/phone/people/:userId/step-back', where) }),
    skip: useMutation({ mutationFn: () => call('POST /bots/:botId/phone/people/:userId/skip', where) }),
    start: useMutation({ mutationFn: (body: { flowId: string; nodeId?: string }) => call('POST /bots/:botId/phone/people/:userId/start', { ...where, body }) }),
  };
}

/** What goes over the wire, read again and again while somebody looks. */
export function usePhoneWire(botId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['bots', botId, 'phone', 'wire'],
    queryFn: ({ signal }) => call('GET /bots/:botId/phone/wire', { params: { botId } }, { signal }),
    enabled,
    refetchInterval: WIRE_EVERY_MS,
  });
}

/** How the pretended LINE misbehaves, and a way to change it. */
export function useBreakage(botId: string, enabled: boolean) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: breakageKey(botId), queryFn: ({ signal }) => call('GET /bots/:botId/phone/breakage', { params: { botId } }, { signal }), enabled });
  const change = useMutation({
    mutationFn: (body: PhoneBreakage) => call('PUT /bots/:botId/phone/breakage', { params: { botId }, body }),
    onSuccess: (breakage) => client.setQueryData(breakageKey(botId), breakage),
  });
  return { breakage: query.data, isError: query.isError, change };
}
