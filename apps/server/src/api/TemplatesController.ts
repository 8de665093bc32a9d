import { Controller } from '@nestjs/common';
import { templateFor, templates } from '@chatloom/bots';
import { type CallOutput, Routes } from '@chatloom/contract';
import { Call, type CallOf, Route } from './route';

/** Sample flows to start from. */
@Controller()
export class TemplatesController {
  @Route(Routes.listTemplates)
  list(@Call() { query }: CallOf<typeof Routes.listTemplates>): CallOutput<typeof Routes.listTemplates> {
    return { items: templates.map((template) => ({ ...template, document: templateFor(template.id, query.language) })) };
  }
}
