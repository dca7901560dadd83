import { ImportFields, ImportQuery, ImportResult } from '@kado/contracts/schemas/imports';
import { OperationState } from '@kado/contracts/schemas/operation';
import { Body, Controller, Headers, Param, Post, Query, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { FileFieldsInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { z } from 'zod';
import { Command, type CommandRequest } from '../common/command';
import { Answers, Operation } from '../common/operation.decorator';
import { Problem } from '../common/problem';
import { problemOf } from '../common/validation.pipe';
import { ImportsService } from './imports.service';

interface Upload {
  buffer: Buffer;
}
type Uploads = Partial<Record<'manifest' | 'archive' | 'gold', Upload[]>>;

const MAX_ARCHIVE = 100_000_000;
const MAX_TABLE = 10_000_000;
const binary = (description: string) => ({ type: 'string', format: 'binary', description }) as const;

@Controller('engagements/:id/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @Operation('imports.create', 'Import items: CSV manifest and pictures, all or nothing')
  @Answers(201, ImportResult)
  @Answers(200, ImportResult, 'Of a dry run: what would be imported, and what would not, and why')
  @Answers(202, OperationState, 'Asked for by Prefer: respond-async: the files are good, rows are being written')
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'respond-async: answer 202 with an operation that tells the progress and can be cancelled.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['manifest', 'archive', 'purpose'],
      properties: {
        manifest: binary('CSV in UTF-8 or CP932: external_id,image'),
        archive: binary('ZIP of PNG or JPEG pictures'),
        gold: binary('CSV in UTF-8 or CP932: external_id,label; known answers, never shown to who works'),
        purpose: { type: 'string', enum: ['pilot', 'production'] },
        encoding: {
          type: 'string',
          enum: ['auto', 'utf-8', 'cp932'],
          description: 'Of the tables; found out unless said',
        },
        passes: { type: 'integer', minimum: 1, maximum: 20, description: 'Of a pilot: people an item; 3 unless said' },
      },
    },
  })
  @UseInterceptors(
    FileFieldsInterceptor(
      ['manifest', 'archive', 'gold'].map((name) => ({ name, maxCount: 1 })),
      { limits: { fileSize: MAX_ARCHIVE, files: 3, fields: 10, fieldSize: 1_000, parts: 13 } },
    ),
  )
  create(
    @Command() command: CommandRequest,
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Query({ schema: ImportQuery }) query: z.output<typeof ImportQuery>,
    // Without `schema`: swagger would describe the fields alone and lose the files above.
    @Body() fields: unknown,
    @UploadedFiles() uploads: Uploads | undefined,
  ) {
    const parsed = ImportFields.safeParse(fields ?? {});
    if (!parsed.success) throw problemOf(parsed.error.issues);
    const [manifest, archive, gold] = [uploads?.manifest, uploads?.archive, uploads?.gold].map(
      (list) => list?.[0]?.buffer,
    );
    if ([manifest, gold].some((table) => table && table.length > MAX_TABLE)) throw new Problem(413, 'body_too_large');
    const isAsync = /(^|[,;\s])respond-async($|[,;\s])/i.test(prefer ?? '');
    const options = { dryRun: query.dryRun === 'true', isAsync };
    return this.imports.create(command, id, parsed.data, { manifest, archive, gold }, options);
  }
}
