package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.sameInstance;
import static workshop.testkit.SameBytes.sameBytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;
import workshop.testkit.Given;

@Order(7)
@Given
@DisplayName("A connection as its application sees it")
class ConnectionStreamTest {
  private static final ConnectionId ID =
      new ConnectionId(new Ipv4Address(1), 8080, new Ipv4Address(2), 40000);
  private static final long MINUTE = 60_000_000_000L;

  private final FakeReceiver receiver = new FakeReceiver(1460, 65535);
  private final FakeSender sender = new FakeSender(1460);
  private final StreamOptions options = new StreamOptions();
  private int turns;
  private final ConnectionStream stream =
      new ConnectionStream(ID, receiver, sender, options, () -> turns++);

  private void receive(int at, String text) {
    receiver.text(new SequenceNumber(at), bytes(text));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(Script.CHARSET));
  }

  private void assertReceived(String expected) {
    assertThat("received", stream.received(), sameBytes(expected.getBytes(Script.CHARSET)));
  }

  @Test
  @Order(1)
  @DisplayName("tells who is at the other end")
  void id() {
    assertThat(stream.id(), equalTo(ID));
  }

  @Test
  @Order(2)
  @DisplayName("shows what was received, and gives up what is consumed: there is something to do")
  void receives() {
    receiver.start(new SequenceNumber(0), TcpOptions.NONE);
    receive(1, "Hello");
    assertReceived("Hello");
    assertThat("turns asked for by looking", turns, equalTo(0));
    stream.consume(2);
    assertReceived("llo");
    assertThat("turns asked for", turns, equalTo(1));
  }

  @Test
  @Order(3)
  @DisplayName("is at its end when the peer has closed, and all is consumed")
  void atEnd() {
    receiver.start(new SequenceNumber(0), TcpOptions.NONE);
    assertThat("nothing yet", stream.atEnd(), equalTo(false));
    receive(1, "Hello");
    receiver.fin(new SequenceNumber(6));
    assertThat("something left", stream.atEnd(), equalTo(false));
    stream.consume(5);
    assertThat("nothing left", stream.atEnd(), equalTo(true));
  }

  @Test
  @Order(4)
  @DisplayName("hands on what is written, tells how much was taken, and asks for a turn")
  void writes() {
    ByteBuffer text = bytes("Hello");
    assertThat("bytes taken", stream.write(text), equalTo(5));
    assertThat("the position after them", text.position(), equalTo(5));
    assertThat("turns asked for", turns, equalTo(1));
    StringBuilder sent = new StringBuilder();
    sender.transmit(new FakeOutput((seq, flags, data) -> sent.append(Script.CHARSET.decode(data))));
    assertThat(sent.toString(), equalTo("Hello"));
  }

  @Test
  @Order(5)
  @DisplayName("closes our side only, and asks for a turn")
  void closes() {
    stream.close();
    assertThat("our side is closed", sender.isClosed(), equalTo(true));
    assertThat("turns asked for", turns, equalTo(1));
    assertThat("bytes taken afterwards", stream.write(bytes("more")), equalTo(0));
    assertThat(stream.isAborted(), equalTo(false));
    assertThat(stream.atEnd(), equalTo(false));
  }

  @Test
  @Order(6)
  @DisplayName("remembers that it was aborted, and asks for a turn")
  void aborts() {
    assertThat(stream.isAborted(), equalTo(false));
    stream.abort();
    assertThat(stream.isAborted(), equalTo(true));
    assertThat("turns asked for", turns, equalTo(1));
    assertThat("an abort is no close: no FIN goes", sender.isClosed(), equalTo(false));
  }

  @Test
  @Order(7)
  @DisplayName("has the options that its halves were made with")
  void options() {
    assertThat(stream.options(), sameInstance(options));
  }

  @Test
  @Order(8)
  @DisplayName("options: Nagle's algorithm is on, keep-alive is off, the user's time is 5 minutes")
  void defaults() {
    assertThat("Nagle's algorithm", options.nagle(), equalTo(true));
    assertThat("keep-alive", options.keepAlive(), equalTo(false));
    assertThat("the user's time-out", options.userTimeout(), equalTo(5 * MINUTE));
  }

  @Test
  @Order(9)
  @DisplayName("options: each can be changed, and changed back, by itself")
  void changes() {
    options.setNagle(false);
    assertThat(options.nagle(), equalTo(false));
    options.setKeepAlive(true);
    assertThat(options.keepAlive(), equalTo(true));
    options.setUserTimeout(7 * MINUTE);
    assertThat(options.userTimeout(), equalTo(7 * MINUTE));
    options.setNagle(true);
    options.setKeepAlive(false);
    assertThat(options.nagle(), equalTo(true));
    assertThat(options.keepAlive(), equalTo(false));
    assertThat(options.userTimeout(), equalTo(7 * MINUTE));
  }
}
