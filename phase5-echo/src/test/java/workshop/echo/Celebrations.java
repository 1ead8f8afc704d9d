package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.testkit.Celebration;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private static final String HELLO = "PSH,ACK seq=1 ack=1 data='Hello, TCP!'";

  private Celebrations() {}

  @Celebration("5.1")
  static String syn() {
    Exchange exchange = withoutSenderAndReceiver();
    Peer peer = exchange.peer();
    peer.sends("SYN seq=0 mss=1460");
    return exchange.inShort(2) + "The connection is in " + exchange.state(peer) + ".";
  }

  @Celebration("5.2")
  static String handshake() {
    Exchange exchange = withoutSenderAndReceiver();
    Peer peer = exchange.peer().connects();
    return exchange.inShort(3) + "The connection is " + exchange.state(peer) + ".";
  }

  @Celebration("5.3")
  static String receiver() {
    InOrderReceiver receiver = new InOrderReceiver(1460);
    receiver.start(new SequenceNumber(0), TcpOptions.NONE);
    receiver.text(new SequenceNumber(1), bytes("Hello, "));
    receiver.text(new SequenceNumber(100), bytes("too early"));
    receiver.text(new SequenceNumber(8), bytes("TCP!"));
    return "'Hello, ' came at 1, 'too early' at 100, and 'TCP!' at 8.\n"
        + "Your code has kept '%s', and expects %s next."
            .formatted(Script.CHARSET.decode(receiver.received()), receiver.next());
  }

  @Celebration("5.4")
  static String text() {
    ManualApplication application = new ManualApplication();
    Exchange exchange = new Exchange().withoutFirstStep().with(FakeParts.senderOnly());
    exchange.serving(() -> application).peer().connects().sends(HELLO);
    return exchange.inShort(2)
        + "The application gets '%s'.".formatted(ManualApplication.received(application.stream));
  }

  @Celebration("5.5")
  static String echo() {
    Exchange exchange = new Exchange().withoutFirstStep();
    exchange.peer().connects().sends(HELLO);
    return exchange.inShort(2) + "The text comes back.";
  }

  @Celebration("5.6")
  static String close() {
    ManualApplication application = new ManualApplication();
    Exchange exchange = new Exchange().withoutFirstStep().serving(() -> application);
    Peer peer = exchange.peer().connects();
    peer.sends("FIN,ACK seq=1 ack=1");
    peer.poll();
    exchange.application(application.stream::close);
    peer.poll();
    peer.sends("ACK seq=2 ack=2");
    int established = exchange.transitions.size() - 3;
    return exchange.inShort(4)
        + String.join(", ", exchange.transitions.subList(established, established + 3));
  }

  @Celebration("5.7")
  static String sequenceNumber() {
    ManualApplication application = new ManualApplication();
    Exchange exchange = new Exchange().serving(() -> application);
    exchange.peer().connects().sends("ACK seq=100001 ack=1 data='A guess'");
    return exchange.inShort(2)
        + "This lies outside the window. The application gets %d bytes of it."
            .formatted(application.stream.received().remaining());
  }

  @Celebration("5.8")
  static String reset() {
    Exchange exchange = new Exchange();
    Peer peer = exchange.peer().connects();
    peer.sends("RST seq=100");
    peer.poll();
    State guessed = exchange.state(peer);
    peer.sends("RST seq=1");
    return exchange.inShort(3)
        + "After the first, a guess, it is %s; after the second it is %s."
            .formatted(guessed, exchange.state(peer));
  }

  @Celebration("5.9")
  static String flood() {
    Exchange exchange = new Exchange();
    int flood = 2000;
    for (int i = 0; i < flood; i++) {
      Peer silent = exchange.peer("10.9.%d.%d".formatted(i >> 8, i & 255), 1234, Exchange.PORT);
      silent.sends("SYN seq=0");
      silent.poll();
    }
    int kept = exchange.connections();
    Peer peer = exchange.peer().connects();
    return "%d SYNs came from nobody, and %d connections are half open.%n".formatted(flood, kept)
        + "Then an honest client came: its connection is %s.".formatted(exchange.state(peer));
  }

  /** Those are later exercises. */
  private static Exchange withoutSenderAndReceiver() {
    return new Exchange().withoutFirstStep().with(FakeParts.bothHalves());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(Script.CHARSET));
  }
}
