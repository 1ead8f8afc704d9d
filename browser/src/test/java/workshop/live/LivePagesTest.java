package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static workshop.live.LiveStack.MILLISECOND;
import static workshop.live.LiveStack.segment;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.tap.FrameReceiver;
import workshop.testkit.TcpFields;

@Order(82)
@DisplayName("The live page: what it is told, and when")
class LivePagesTest {
  private static final int CLIENT = 40000;
  private final LiveStack stack = new LiveStack();

  LivePagesTest() throws IOException {}

  @Test
  @DisplayName("a connection, with the frames that moved it")
  void tellsOfAConnection() throws IOException {
    LiveStack.Page page = stack.new Page();
    assertThat("first", page.read(), containsString("\"fresh\":true"));
    stack.connect(CLIENT, 8080);
    stack.turn(Audience.INTERVAL);
    String told = page.read();
    assertThat(told, containsString("\"peer\":\"192.168.100.1:40000\",\"port\":8080"));
    assertThat(told, containsString("\"state\":\"ESTABLISHED\""));
    assertThat(told, containsString("{\"from\":\"LISTEN\",\"to\":\"SYN-RECEIVED\",\"frame\":0,"));
    assertThat(told, containsString("\"to\":\"ESTABLISHED\",\"frame\":2,"));
    assertThat("the rest", page.read(), is(""));
  }

  @Test
  @DisplayName("a connection that was there before the page is told of, too")
  void tellsOfWhatIsThere() throws IOException {
    stack.connect(CLIENT, 8080);
    LiveStack.Page page = stack.new Page();
    assertThat(page.read(), containsString("\"state\":\"ESTABLISHED\""));
  }

  @Test
  @DisplayName("the page's own connections are left out, and their frames too")
  void leavesOutItsOwn() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    stack.connect(CLIENT, 80);
    stack.turn(Audience.HEARTBEAT);
    assertThat(page.read(), allOf(containsString("\"names\":[]"), containsString("\"frames\":[]")));
  }

  @Test
  @DisplayName("a dropped segment has its reason")
  void tellsWhyDropped() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    stack.receive(segment(CLIENT, 8080).flags("SYN").checksum(1));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"fate\":\"dropped\",\"reason\":\"the TCP checksum"));
  }

  @Test
  @DisplayName("what has come after a hole, and what waits for the application")
  void tellsOfBlocks() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    stack.order("pause " + LiveStack.name(CLIENT) + " on");
    stack.receive(
        segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK").payload(new byte[5]),
        segment(CLIENT, 8080).seq(1100).ack(iss + 1).flags("ACK").payload(new byte[50]));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"waiting\":5,\"blocks\":[[1100,1150]]"));
  }

  @Test
  @DisplayName("news are told together, a few times a second; and a heartbeat where there are none")
  void tellsNowAndThen() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    stack.turn(Audience.HEARTBEAT);
    page.read();
    long at = stack.clock.now();
    stack.connect(CLIENT, 8080);
    assertThat("at once", page.isWoken(), is(false));
    assertThat("wants a turn", stack.turn(0), is(at + Audience.INTERVAL));
    stack.turn(Audience.INTERVAL);
    assertThat("after a while", page.isWoken(), is(true));
    page.read();
    assertThat("wants a turn", stack.turn(0), is(at + Audience.INTERVAL + Audience.HEARTBEAT));
    stack.turn(Audience.HEARTBEAT);
    assertThat("a second later", page.isWoken(), is(true));
    assertThat(page.read(), containsString("\"connections\":[]"));
  }

  @Test
  @DisplayName("a page that reads slowly is told the latest, and how much was left out")
  void mergesForTheSlow() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    for (int i = 0; i < 500; i++) {
      stack.receive(
          segment(CLIENT, 8080).seq(1000 + i).ack(iss + 1 + i).flags("ACK").payload(new byte[1]));
    }
    stack.turn(5 * Audience.HEARTBEAT);
    String told = page.read();
    assertThat("length", told.length(), is(lessThan(200_000)));
    assertThat(told, not(containsString("\"left\":0,")));
    assertThat("times that the connection is in it", told.split("\"peer\":").length - 1, is(1));
    assertThat(told, containsString("\"acknowledged\":499"));
  }

  @Test
  @DisplayName("a message goes out in as many pieces as there is room for")
  void inPieces() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    stack.connect(CLIENT, 8080);
    stack.turn(Audience.INTERVAL);
    StringBuilder all = new StringBuilder();
    for (String piece = page.read(7); !piece.isEmpty(); piece = page.read(7)) {
      all.append(piece);
    }
    assertThat(all.toString().startsWith("data: {\"time\":"), is(true));
    assertThat(all.toString().endsWith("}\n\n"), is(true));
  }

  @Test
  @DisplayName("a page that vanishes counts no longer, and everything is as it was")
  void vanishes() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    stack.order("pause " + LiveStack.name(CLIENT) + " on");
    stack.order("loss - 100");
    for (int i = 0; i < 20; i++) {
      stack.turn(Audience.HEARTBEAT);
    }
    stack.sent();
    stack.receive(segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK").payload(new byte[6]));
    assertThat("text sent", stack.sent().stream().mapToInt(s -> s.payload().length).sum(), is(6));
    assertThat(
        "starts anew",
        page.read(),
        allOf(containsString("\"fresh\":true"), containsString("\"loss\":0,")));
  }

  @Test
  @DisplayName("as soon as the last page is closed, nobody wants a turn any more")
  void closed() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    page.body.closed();
    assertThat("wants no turn", stack.turn(0), is(FrameReceiver.NEVER));
  }

  @Test
  @DisplayName("while nobody looks, nothing is allocated for a frame that passes")
  void costsNothing() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    page.body.closed();
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Passing passing = new Passing();
    long thread = Thread.currentThread().getId();
    passing.run(1000); // everything is loaded
    long before = memory.getThreadAllocatedBytes(thread);
    long idle = memory.getThreadAllocatedBytes(thread) - before;
    before = memory.getThreadAllocatedBytes(thread);
    passing.run(10_000);
    long bytes = memory.getThreadAllocatedBytes(thread) - before - idle;
    assertThat("bytes for 10,000 frames each way", bytes, is(lessThan(10_000L)));
  }

  @Test
  @DisplayName("no more pages than eight; one that vanished makes room")
  void boundedPages() throws IOException {
    for (int i = 0; i < Audience.MOST; i++) {
      stack.new Page();
    }
    assertThat("the ninth", status(), is(503));
    for (int i = 0; i < 20; i++) {
      stack.turn(Audience.HEARTBEAT);
    }
    assertThat("the ninth, after the others are gone", status(), is(200));
  }

  private int status() {
    return stack
        .live
        .events()
        .handle(LiveStack.request("GET", Live.EVENTS, "", "Host", LiveStack.HOST))
        .status();
  }

  @Test
  @DisplayName("lost: the next data segment of ours is, and is told to be sent again")
  void losesData() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    stack.sent();
    assertThat(stack.order("lose-data - -").status(), is(204));
    stack.receive(segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK").payload(new byte[6]));
    assertThat("on the wire", stack.sent(), hasSize(0));
    stack.turn(300 * MILLISECOND);
    List<TcpFields> again = stack.sent();
    assertThat("after the time-out", again, hasSize(1));
    assertThat("its text", again.get(0).payload().length, is(6));
    stack.turn(Audience.INTERVAL);
    String told = page.read();
    assertThat(told, containsString("\"again\":false,\"fate\":\"lost\""));
    assertThat(told, containsString("\"again\":true,\"fate\":\"passed\""));
  }

  @Test
  @DisplayName("lost: the peer's next ACK is, and the one after it is not")
  void losesAck() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    stack.receive(segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK").payload(new byte[6]));
    stack.order("lose-ack - -");
    stack.receive(segment(CLIENT, 8080).seq(1006).ack(iss + 7).flags("ACK"));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"flight\":6"));
    stack.receive(segment(CLIENT, 8080).seq(1006).ack(iss + 7).flags("ACK"));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"flight\":0"));
  }

  @Test
  @DisplayName("an application that is told to stop reads nothing, and goes on where it stopped")
  void pauses() throws IOException {
    stack.new Page().read();
    long iss = stack.connect(CLIENT, 8080);
    stack.order("pause " + LiveStack.name(CLIENT) + " on");
    stack.receive(segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK").payload(new byte[6]));
    stack.turn(0);
    assertThat("text sent", stack.sent().stream().mapToInt(s -> s.payload().length).sum(), is(0));
    stack.order("pause " + LiveStack.name(CLIENT) + " off");
    stack.turn(0);
    assertThat("text sent", stack.sent().stream().mapToInt(s -> s.payload().length).sum(), is(6));
  }

  @Test
  @DisplayName("held: a handshake goes on step by step, both ways")
  void steps() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    stack.order("hold-new - on");
    stack.receive(segment(CLIENT, 8080).seq(999).flags("SYN").mss(1460));
    assertThat("before the first step", stack.sent(), hasSize(0));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"state\":\"LISTEN\""));
    stack.order("step " + LiveStack.name(CLIENT) + " -");
    stack.turn(0);
    assertThat("before the second step", stack.sent(), hasSize(0));
    stack.turn(Audience.INTERVAL);
    assertThat(page.read(), containsString("\"state\":\"SYN-RECEIVED\""));
    stack.order("step " + LiveStack.name(CLIENT) + " -");
    stack.turn(0);
    assertThat("after the second step", stack.sent(), hasSize(1));
  }

  @Test
  @DisplayName("held: what is there already goes when the connection is free again, in order")
  void frees() throws IOException {
    stack.new Page().read();
    long iss = stack.connect(CLIENT, 8080);
    stack.order("hold " + LiveStack.name(CLIENT) + " on");
    for (int i = 0; i < 3; i++) {
      stack.receive(
          segment(CLIENT, 8080)
              .seq(1000 + i)
              .ack(iss + 1)
              .flags("ACK")
              .payload(new byte[] {(byte) i}));
    }
    assertThat("held", stack.sent(), hasSize(0));
    stack.order("hold " + LiveStack.name(CLIENT) + " off");
    stack.turn(0);
    List<TcpFields> sent = stack.sent();
    assertThat("acknowledged", sent.get(sent.size() - 1).ack(), is(1003L));
  }

  @Test
  @DisplayName("held: there is room for 256 frames; more are lost")
  void boundedHeld() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    long iss = stack.connect(CLIENT, 8080);
    stack.order("hold " + LiveStack.name(CLIENT) + " on");
    for (int i = 0; i < 300; i++) {
      stack.receive(segment(CLIENT, 8080).seq(1000).ack(iss + 1).flags("ACK"));
    }
    stack.turn(Audience.INTERVAL);
    assertThat(
        page.read(),
        allOf(containsString("\"held\":256"), containsString("too many frames are held already")));
  }

  @Test
  @DisplayName("connections: 48 are shown, the rest is counted")
  void boundedConnections() throws IOException {
    LiveStack.Page page = stack.new Page();
    page.read();
    for (int i = 0; i < 60; i++) {
      stack.connect(CLIENT + i, 8080);
    }
    stack.turn(Audience.INTERVAL);
    String told = page.read();
    assertThat(told.split("\"peer\":").length - 1, is(48));
    assertThat(told, containsString("\"notShown\":12,"));
  }
}
