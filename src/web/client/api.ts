/** Asks the server; a refusal becomes an ApiProblem whose message can be shown as it is. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type QueryValues = Record<string, string | number | boolean | readonly string[] | undefined | null>;

export const queryText = (values: QueryValues): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== null && text !== '') query.set(name, String(text));
  }
  const text = query.toString();
  return text && `?${text}`;
};

const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new ApiProblem(
      0,
      'unreachable',
      'Lurewatch does not answer. Is it still running? Nothing was lost.',
    );
  });
  if (!response.ok) throw await problemOf(response);
  return response;
};

const problemOf = async (response: Response): Promise<ApiProblem> => {
  const answer = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
  const message = answer?.message ?? `The server answered ${response.status}.`;
  return new ApiProblem(response.status, answer?.code ?? 'failed', message);
};

export const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
  const response = await send(method, path, body);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
};

export const get = <Answer>(path: string, values: QueryValues = {}): Promise<Answer> =>
  ask('GET', path + queryText(values));

/** Saves what the server streams as a file of the name that the server gives. */
export const download = async (path: string, body: unknown): Promise<string> => {
  const response = await send('POST', path, body);
  const name =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'bundle.zip';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
};

/** Hands a file in as it is; large ones are streamed by the browser. */
export const upload = async <Answer>(path: string, file: Blob): Promise<Answer> => {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new ApiProblem(0, 'unreachable', 'The file did not arrive. Is Lurewatch still running?');
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Answer;
};

/** Saves a text that the page holds already. */
export const saveText = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
