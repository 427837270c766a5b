"""A Lanline client in Python's standard library, written from docs/protocol.md alone.

    python3 client.py http://192.168.1.5:5000 Ada

Reads one JSON command a line ({"do": "say", "text": "Hello"}) and writes one JSON object a line: what
came ({"got": ...}), what a command gave ({"done": ...}) and why it was refused ({"refused": ...}).
"""
import http.client, itertools, json, pathlib, queue, secrets, socket, sys, threading, time
import urllib.error, urllib.parse, urllib.request, uuid

SOON = {'rate_limited', 'closing', 'busy'}


class Refused(Exception): ...


def tell(**line):
    print(json.dumps(line), flush=True)


class Connection:
    """Socket.IO over long polling."""

    def __init__(self, base, on_event):
        self.path = '/socket.io/?EIO=4&transport=polling'
        self.on_event, self.answers, self.numbers = on_event, {}, itertools.count(1)
        self.sending, self.is_open = threading.Lock(), True
        self.reader, self.writer = (http.client.HTTPConnection(urllib.parse.urlsplit(base).netloc) for _ in range(2))
        opened = json.loads(self.ask(self.reader, 'GET')[1:])
        self.reader.timeout = (opened['pingInterval'] + opened['pingTimeout']) / 1000
        self.path += '&sid=' + opened['sid']
        self.post('40')
        threading.Thread(target=self.poll, daemon=True).start()

    def ask(self, connection, method, body=None):
        connection.request(method, self.path, body, {'Content-Type': 'text/plain; charset=UTF-8'})
        response = connection.getresponse()
        text = response.read().decode()
        if response.status != 200:
            raise OSError(f'{response.status} {text}')
        return text

    def post(self, packet):
        with self.sending:
            self.ask(self.writer, 'POST', packet.encode())

    def poll(self):
        try:
            while self.is_open:
                for packet in self.ask(self.reader, 'GET').split('\x1e'):
                    self.take(packet)
        except (OSError, http.client.HTTPException):
            self.is_open = False
        for answer, _ in list(self.answers.values()):
            answer.put(None)

    def take(self, packet):
        if packet == '2':
            self.post('3')
        elif packet in ('1', '41'):
            self.is_open = False
        elif packet.startswith('42'):
            self.on_event(*json.loads(packet[2:]))
        elif packet.startswith('43'):
            number, _, answer = packet[2:].partition('[')
            waiting, then = self.answers.pop(int(number))
            waiting.put(then(json.loads('[' + answer)[0]))

    def call(self, event, payload, then=lambda answer: answer):
        """The acknowledgement; `then` gets it before any event that came after it."""
        while True:
            number, waiting = next(self.numbers), queue.Queue()
            self.answers[number] = waiting, then
            self.post('42' + str(number) + json.dumps([event, payload]))
            answer = waiting.get()
            if answer is None:
                raise OSError('no answer')
            if answer['ok']:
                return answer
            if answer['error']['code'] not in SOON:
                raise Refused(answer['error'])
            time.sleep(answer['error'].get('retry_after_ms', 1000) / 1000)


class Client:
    def __init__(self, base, name):
        self.base, self.name = base, name
        self.id, self.token = str(uuid.uuid4()), secrets.token_urlsafe(32)
        self.channel, self.epoch, self.seq, self.files = 'general', None, 0, []

    def come(self):
        self.hello = queue.Queue()
        self.connection = Connection(self.base, self.on_event)
        server = self.hello.get(timeout=10)['server_id']
        me = {'user': {'id': self.id, 'username': self.name}, 'token': self.token}
        joined = self.connection.call('join_user', me)
        known = {'epoch': self.epoch, 'after_seq': self.seq} if self.epoch else {}
        answer = self.connection.call('join_channel', {'channel_id': self.channel, **known}, self.catch_up)
        return {'server': server, 'user': joined['user'], 'reset': answer['reset']}

    def catch_up(self, answer):
        for each in (answer['messages'] if answer['reset'] else answer['changes']) if answer['ok'] else []:
            self.show(each if answer['reset'] else each['message'])
        self.epoch, self.seq = answer.get('epoch'), answer.get('last_seq')
        return answer

    def on_event(self, event, payload):
        if event == 'connected':
            self.hello.put(payload)
        elif event == 'new_message' and payload['channel_id'] == self.channel:
            self.show(payload['message'])

    def show(self, message):
        self.seq = message['seq']
        self.files += filter(None, [message['file']])
        tell(got=message)

    def say(self, text='', client_id=None, file=None):
        draft = {'content': text, 'client_id': client_id or str(uuid.uuid4()), 'file': file}
        return self.connection.call('send_message', {'channel_id': self.channel, 'message': draft})['message']

    def send_file(self, path, name):
        line = uuid.uuid4().hex
        head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + pathlib.Path(path).read_bytes() + f'\r\n--{line}--\r\n'.encode()
        headers = {'Content-Type': f'multipart/form-data; boundary={line}', 'Authorization': f'Bearer {self.token}'}
        with urllib.request.urlopen(urllib.request.Request(self.base + '/api/upload', body, headers)) as response:
            return self.say(file=json.load(response))

    def fetch_file(self, to):
        return urllib.request.urlretrieve(self.base + self.files[-1]['url'], to)[0]

    def leave(self):
        """As if the network were gone: nobody says goodbye."""
        for connection in (self.connection.reader, self.connection.writer):
            connection.sock.shutdown(socket.SHUT_RDWR)


client = Client(*sys.argv[1:])
for line in sys.stdin:
    command = json.loads(line)
    try:
        tell(done=getattr(client, command.pop('do'))(**command))
    except Refused as refused:
        tell(refused=refused.args[0])
    except urllib.error.HTTPError as refused:
        tell(refused=json.load(refused))
