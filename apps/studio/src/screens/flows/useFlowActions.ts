import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call';
import { errorLine } from '../../api/describeError';
import { ApiError, type ErrorDetail } from '../../api/errors';
import { keys } from '../../api/queries';
import { toast } from '../../ui/toast';
import type { FlowActions, FlowSummary } from './FlowCard';

/** Why a file could not become a flow: not a flow file at all, or its faults one by one. */
export interface ImportProblem {
  file: string;
  faults: ErrorDetail[] | 'notJson';
}

/** What can be done with flows from their list. Reversible things are done at once and offer undo. */
export function useFlowActions(botId: string) {
  const { t } = useTranslation(['flows', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [renaming, setRenaming] = useState<FlowSummary>();
  const [unpublishing, setUnpublishing] = useState<FlowSummary>();
  const [importProblem, setImportProblem] = useState<ImportProblem>();

  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.flows(botId) });
  /** Does it, then shows the list anew; a refusal is said in words. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      toast(errorLine(error, t), { tone: 'error' });
      return false;
    } finally {
      void refresh();
    }
  };
  const paramsOf = (flow: FlowSummary) => ({ params: { botId, flowId: flow.id } });

  const restore = async (flow: FlowSummary) => {
    if (await attempt(() => call('POST /bots/:botId/flows/:flowId/restore', paramsOf(flow)))) toast(t('restored', { name: flow.name }));
  };
  const actions: FlowActions = {
    rename: setRenaming,
    unpublish: setUnpublishing,
    restore: (flow) => void restore(flow),
    duplicate: (flow) =>
      void attempt(async () => {
        await call('POST /bots/:botId/flows/:flowId/duplicate', { ...paramsOf(flow), body: {} });
        toast(t('duplicated', { name: flow.name }));
      }),
    archive: (flow) =>
      void attempt(async () => {
        await call('DELETE /bots/:botId/flows/:flowId', paramsOf(flow));
        toast(t('archived', { name: flow.name }), { undo: () => restore(flow) });
      }),
  };

  const unpublish = async () => {
    if (!unpublishing) return;
    const done = await attempt(() => call('POST /bots/:botId/flows/:flowId/unpublish', paramsOf(unpublishing)));
    if (done) toast(t('unpublished', { name: unpublishing.name }));
  };

  const importFile = async (file: File) => {
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch {
      return setImportProblem({ file: file.name, faults: 'notJson' });
    }
    try {
      const flow = await call('POST /bots/:botId/flows', { params: { botId }, body: { document } });
      void refresh();
      toast(t('imported', { name: flow.name }));
      await navigate({ to: '/b/$botId/flows/$flowId', params: { botId, flowId: flow.id } });
    } catch (error) {
      if (error instanceof ApiError && error.details.length > 0) setImportProblem({ file: file.name, faults: error.details });
      else toast(errorLine(error, t), { tone: 'error' });
    }
  };

  return {
    actions,
    importFile,
    renaming,
    closeRename: () => setRenaming(undefined),
    unpublishing,
    unpublish,
    closeUnpublish: () => setUnpublishing(undefined),
    importProblem,
    closeImportProblem: () => setImportProblem(undefined),
  };
}
