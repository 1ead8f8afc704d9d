package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.Memory;
import workshop.echo.Sender;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.testkit.Exercise;

/** Numbers are counted from our SYN's, which is 2^32 - 3. */
@Exercise("6.1")
@Order(67)
@DisplayName("What is written and not acknowledged")
class SendBufferTest {
  private static final SequenceNumber ISS = new SequenceNumber(-3);

  private final SendBuffer buffer = new SendBuffer(new Memory(1 << 20));
  private final List<String> sent = new ArrayList<>();
  private final Sender.Output output =
      new Sender.Output() {
        @Override
        public void send(SequenceNumber seq, int flags, ByteBuffer text) {
          String shown = flags == 0 ? "" : " " + TcpFlags.toString(flags);
          sent.add(seq.minus(ISS) + " " + StandardCharsets.US_ASCII.decode(text) + shown);
        }

        @Override
        public int optionsLength() {
          return 0;
        }
      };

  @BeforeEach
  void start() {
    buffer.start(ISS);
  }

  private void established() {
    assertThat("without the SYN", buffer.acknowledged(number(1)), equalTo(0));
  }

  private static SequenceNumber number(int relative) {
    return ISS.plus(relative);
  }

  private int write(String text) {
    return buffer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void assertNumbers(int una, int next, int unsent) {
    assertThat("SND.UNA", buffer.unacknowledged().minus(ISS), equalTo(una));
    assertThat("SND.NXT", buffer.next().minus(ISS), equalTo(next));
    assertThat("sent", buffer.sent(), equalTo(next - una));
    assertThat("unsent", buffer.unsent(), equalTo(unsent));
  }

  @BeforeEach
  void afterPhase5() {
    AfterPhase5.isDone();
  }

  @Test
  @Order(1)
  @DisplayName("until our SYN is acknowledged, nothing is to be sent")
  void synFirst() {
    assertThat(buffer.isSynAcknowledged(), equalTo(false));
    write("hello");
    assertNumbers(0, 1, 0);
    established();
    assertThat(buffer.isSynAcknowledged(), equalTo(true));
    assertNumbers(1, 1, 5);
  }

  @Test
  @Order(2)
  @DisplayName("new text follows on the last; the end of all is pushed")
  void sendNew() {
    established();
    write("hello, world");
    buffer.sendNew(5, false, output);
    assertNumbers(1, 6, 7);
    buffer.sendNew(7, false, output);
    assertNumbers(1, 13, 0);
    assertThat(sent, contains("1 hello", "6 , world PSH"));
  }

  @Test
  @Order(3)
  @DisplayName("any part of it goes again as it was, also if more has been written")
  void sendAgain() {
    established();
    write("hello, world");
    buffer.sendNew(12, false, output);
    write("!");
    sent.clear();
    buffer.send(number(1), 12, output);
    buffer.send(number(6), 1, output);
    buffer.acknowledged(number(8));
    buffer.send(number(8), 5, output);
    assertThat(sent, contains("1 hello, world", "6 ,", "8 world"));
  }

  @Test
  @Order(4)
  @DisplayName("acknowledged text is given up, in part or all; the SYN is no byte, nor the FIN")
  void acknowledged() {
    established();
    write("hello");
    buffer.sendNew(5, false, output);
    assertThat(buffer.acknowledged(number(3)), equalTo(2));
    assertNumbers(3, 6, 0);
    assertThat("bytes", buffer.bytesAcknowledged(), equalTo(2L));
    buffer.close();
    buffer.sendNew(0, true, output);
    assertNumbers(3, 7, 0);
    assertThat("text and FIN", buffer.acknowledged(number(7)), equalTo(4));
    assertThat("bytes", buffer.bytesAcknowledged(), equalTo(5L));
    assertThat(buffer.isFinAcknowledged(), equalTo(true));
  }

  @Test
  @Order(5)
  @DisplayName("a FIN goes after all text, with it or alone, and again with the last number")
  void fin() {
    established();
    write("hello");
    assertThat("waits", buffer.isFinWaiting(), equalTo(false));
    buffer.close();
    assertThat("waits", buffer.isFinWaiting(), equalTo(true));
    buffer.sendNew(2, false, output);
    assertThat("waits", buffer.isFinWaiting(), equalTo(true));
    buffer.sendNew(3, true, output);
    assertThat("waits", buffer.isFinWaiting(), equalTo(false));
    assertThat("sent", buffer.isFinSent(), equalTo(true));
    assertThat("acknowledged", buffer.isFinAcknowledged(), equalTo(false));
    buffer.send(number(1), 6, output);
    buffer.send(number(6), 1, output);
    buffer.send(number(3), 3, output); // without the FIN
    assertThat(sent, contains("1 he", "3 llo FIN,PSH", "1 hello FIN,PSH", "6  FIN", "3 llo PSH"));
    buffer.acknowledged(number(6));
    assertThat("acknowledged", buffer.isFinAcknowledged(), equalTo(false));
    buffer.acknowledged(number(7));
    assertThat("acknowledged", buffer.isFinAcknowledged(), equalTo(true));
  }

  @Test
  @Order(6)
  @DisplayName("it takes as much as there is room for, and nothing after it was closed")
  void room() {
    established();
    ByteBuffer much = ByteBuffer.allocate(SendBuffer.CAPACITY + 10);
    assertThat(buffer.write(much), equalTo(SendBuffer.CAPACITY));
    assertThat("the rest stays there", much.remaining(), equalTo(10));
    assertThat(buffer.write(much), equalTo(0));
    buffer.sendNew(1000, false, output);
    assertThat("what is on its way takes room, too", buffer.write(much), equalTo(0));
    buffer.acknowledged(number(4));
    assertThat("three bytes", buffer.write(much), equalTo(3));
    buffer.close();
    buffer.acknowledged(number(1001));
    assertThat(buffer.write(much), equalTo(0));
    assertThat(buffer.isClosed(), equalTo(true));
  }

  @Test
  @Order(7)
  @DisplayName("nothing written, nothing sent")
  void nothing() {
    established();
    assertNumbers(1, 1, 0);
    assertThat(buffer.isFinAcknowledged(), equalTo(false));
    assertThat(sent, empty());
  }
}
