import { IconDatabaseEdit } from '@tabler/icons-react';
import type { NodeEditor } from '../nodeEditor';
import type { SetFieldData } from './definition';

export const setFieldEditor: NodeEditor<SetFieldData> = {
  icon: IconDatabaseEdit,
  preview: (data, words) => ({
    text: data.from === 'clear' ? words.t('preview.clearField', { field: data.field }) : data.field && `${data.field} = ${(data.from === 'expression' ? data.expression : data.text) ?? ''}`,
  }),
};
