package workshop.echo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workshop.tap.FrameReceiver;
import workshop.testkit.Exercise;

@Order(40)
@Exercise("5.9")
@DisplayName("Many connections")
class ManyConnectionsTest {
  /** 1024, or fewer where Java has little memory. */
  private static final int MOST = Parts.IN_ORDER.mostConnections();

  @RegisterExtension final Exchange exchange = new Exchange();

  private void echoes(Peer peer, int from, int count) {
    peer.sends("ACK seq=%d ack=%d len=%d".formatted(from, from, count));
    peer.expects("ACK seq=%d ack=%d len=%d".formatted(from, from + count, count));
  }

  /** A SYN from somebody who never answers. */
  private void halfOpen(int number) {
    Peer peer = exchange.peer("10.9.%d.%d".formatted(number >> 8, number & 255), 1234, 8080);
    peer.sends("SYN seq=0");
    peer.mayAnswer("SYN,ACK seq=0 ack=1 mss=1460");
  }

  @Test
  @Order(1)
  @Exercise("5.8")
  @DisplayName("connections do not see each other: each has its own numbers, text and state")
  void doNotSeeEachOther() {
    Peer one = exchange.peer(40000).initialSequenceNumber(1);
    Peer two = exchange.peer(40001).initialSequenceNumber(4_294_967_290L);
    Peer three = exchange.peer("192.168.100.77", 40000, 8080).initialSequenceNumber(1);
    one.connects();
    two.connects("mss=100");
    three.sends("SYN seq=0");
    three.expects("SYN,ACK seq=0 ack=1 mss=1460");
    exchange.batch(
        () -> {
          one.sends("ACK seq=1 ack=1 data='for one'");
          two.sends("ACK seq=1 ack=1 data='for two, and longer'");
          three.sends("ACK seq=1 ack=1 data='for three'");
        });
    one.expects("ACK seq=1 ack=8 data='for one'");
    two.expects("ACK seq=1 ack=20 data='for two, and longer'");
    three.expects("ACK seq=1 ack=10 data='for three'");
    two.sends("RST seq=20");
    one.sends("FIN,ACK seq=8 ack=8");
    one.expects("FIN,ACK seq=8 ack=9");
    one.sends("ACK seq=9 ack=9");
    exchange.assertState(three, State.ESTABLISHED);
    three.sends("ACK seq=10 ack=10 data='still there'");
    three.expects("ACK seq=10 ack=21 data='still there'");
    exchange.assertConnections(1);
  }

  @Test
  @Order(2)
  @Exercise("5.5")
  @DisplayName("the same client port at two addresses, and two of our ports: all different")
  void allFourCount() {
    exchange.tcp().listen(8081, Echo::new);
    Peer[] peers = {
      exchange.peer("192.168.100.1", 40000, 8080),
      exchange.peer("192.168.100.1", 40000, 8081),
      exchange.peer("192.168.100.1", 40001, 8080),
      exchange.peer("192.168.100.7", 40000, 8080)
    };
    for (Peer peer : peers) {
      peer.connects();
    }
    exchange.assertConnections(4);
    for (Peer peer : peers) {
      echoes(peer, 1, 10);
    }
  }

  @Test
  @Order(3)
  @Exercise("5.6")
  @DisplayName("200 at once, their segments mixed")
  void twoHundredAtOnce() {
    Peer[] peers = new Peer[200];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = exchange.peer(50000 + i).initialSequenceNumber(i * 123_456_789L).connects();
    }
    for (int round = 0; round < 3; round++) {
      int at = 1 + round * 100;
      exchange.batch(
          () -> {
            for (Peer peer : peers) {
              peer.sends("ACK seq=%d ack=%d len=100".formatted(at, at));
            }
          });
      for (Peer peer : peers) {
        peer.expects("ACK seq=%d ack=%d len=100".formatted(at, at + 100));
      }
    }
    for (Peer peer : peers) {
      peer.sends("FIN,ACK seq=301 ack=301");
      peer.expects("FIN,ACK seq=301 ack=302");
      peer.sends("ACK seq=302 ack=302");
    }
    exchange.assertConnections(0);
  }

  @Test
  @Order(4)
  @DisplayName("there are 1024 at most; who comes then is not answered, and may come again")
  void bound() {
    assertThat(MOST, lessThanOrEqualTo(1024));
    Peer[] peers = new Peer[MOST];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = exchange.peer(20000 + i).connects();
    }
    exchange.assertConnections(MOST);
    Peer late = exchange.peer(40000);
    late.sends("SYN seq=0 mss=1460");
    late.expectsNothing();
    exchange.assertDrops(SegmentDrop.NO_ROOM);
    exchange.assertConnections(MOST);
    assertThat(exchange.connect(exchange.server(), new ManualApplication()), nullValue());

    peers[500].sends("RST seq=1");
    late.connects();
    echoes(late, 1, 10);
    echoes(peers[0], 1, 10);
    echoes(peers[MOST - 1], 1, 10);
    exchange.assertConnections(MOST);
  }

  /** An application that has been idle since a time of its own. */
  private static final class Idle implements Application {
    private final long since;
    final List<String> told = new ArrayList<>();

    Idle(long since) {
      this.since = since;
    }

    @Override
    public void progress(TcpStream stream) {}

    @Override
    public long idleSince() {
      return since;
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      told.add(reason);
    }
  }

  @Test
  @Order(61)
  @DisplayName("no room, and all are established: the one that is idle for longest is ended")
  void idlestGivesWay() {
    List<Idle> idle = new ArrayList<>();
    exchange.serving(
        () -> {
          int number = idle.size();
          idle.add(new Idle(number == 500 ? 7 : number == 400 ? 8 : FrameReceiver.NEVER));
          return idle.get(number);
        });
    for (int i = 0; i < MOST; i++) {
      exchange.peer(20000 + i).connects();
    }
    Peer late = exchange.peer(40000);
    late.sends("SYN seq=0 mss=1460");
    exchange.peer(20500).expects("RST seq=1 win=0");
    late.expects("SYN,ACK seq=0 ack=1 mss=1460");
    late.sends("ACK seq=1 ack=1");
    assertThat(
        idle.get(500).told,
        equalTo(List.of("idle for longest, and a new connection needs the place")));
    exchange.peer(40001).sends("SYN seq=0 mss=1460");
    exchange.peer(20400).expects("RST seq=1 win=0");
    exchange.peer(40001).expects("SYN,ACK seq=0 ack=1 mss=1460");
    exchange.peer(40001).sends("ACK seq=1 ack=1");
    exchange.assertDrops();
    exchange.peer(40002).sends("SYN seq=0 mss=1460");
    exchange.peer(40002).expectsNothing(); // all others are needed
    exchange.assertDrops(SegmentDrop.NO_ROOM);
    exchange.assertConnections(MOST);
  }

  @Test
  @Order(5)
  @DisplayName("where there is no room, the oldest half-open connection gives way")
  void oldestHalfOpenGivesWay() {
    Peer first = exchange.peer(40000);
    first.sends("SYN seq=0");
    first.expects("SYN,ACK seq=0 ack=1 mss=1460");
    Peer second = exchange.peer(40001);
    second.sends("SYN seq=0");
    second.expects("SYN,ACK seq=0 ack=1 mss=1460");
    for (int i = 0; i < MOST - 2; i++) {
      exchange.peer(20000 + i).connects();
    }
    Peer late = exchange.peer(40002).connects();
    echoes(late, 1, 10);
    exchange.assertState(first, State.CLOSED);
    first.sends("ACK seq=1 ack=1");
    first.expects("RST seq=1"); // it may try again
    exchange.assertState(second, State.SYN_RECEIVED);
    second.sends("ACK seq=1 ack=1");
    echoes(second, 1, 10);
  }

  @Test
  @Order(6)
  @DisplayName("before any half-open one, a connection gives way that only waits (TIME-WAIT)")
  void timeWaitGivesWay() {
    InState in = InState.reach(State.TIME_WAIT, exchange); // client port 40000
    exchange.peer(30000).sends("SYN seq=0");
    exchange.peer(30000).expects("SYN,ACK seq=0 ack=1 mss=1460");
    for (int i = 0; i < MOST - 2; i++) {
      exchange.peer(20000 + i).connects();
    }
    exchange.peer(30001).connects();
    exchange.assertState(in.peer(), State.CLOSED);
    exchange.assertState(exchange.peer(30000), State.SYN_RECEIVED);
  }

  @Test
  @Order(7)
  @DisplayName("a flood of SYNs keeps nobody out, breaks no connection, and takes no memory")
  void flood() {
    Peer before = exchange.peer(40000).connects();
    for (int i = 0; i < 5000; i++) {
      halfOpen(i);
      if (i % 1000 == 900) {
        Peer client = exchange.peer(41000 + i).connects();
        echoes(client, 1, 10);
      }
    }
    assertThat("connections in the table", exchange.connections(), lessThanOrEqualTo(MOST));
    echoes(before, 1, 10);
    assertThat("drops told to the observer", exchange.drops, not(hasItem(SegmentDrop.NO_ROOM)));
    exchange.assertState(exchange.peer(41900), State.ESTABLISHED);
    echoes(exchange.peer(41900), 11, 10);
  }

  @Test
  @Order(8)
  @DisplayName("a connection that we have opened ourselves does not vanish without a word")
  void ownConnectionDoesNotVanish() {
    ManualApplication application = new ManualApplication();
    Peer server = exchange.server();
    exchange.connect(server, application);
    server.expects("SYN seq=0 mss=1460");
    server.sends("SYN seq=0"); // both open at the same time: SYN-RECEIVED
    server.expects("SYN,ACK seq=0 ack=1 mss=1460");
    for (int i = 0; i < MOST - 1; i++) {
      exchange.peer(20000 + i).connects();
    }
    halfOpen(1);
    boolean stillThere = exchange.state(server) == State.SYN_RECEIVED;
    boolean told = !application.told.isEmpty();
    assertThat("still there, or its application told", stillThere || told, equalTo(true));
  }

  @Test
  @Order(9)
  @Exercise("5.6")
  @DisplayName("one thousand, one after the other: nothing is left behind")
  void oneAfterTheOther() {
    for (int i = 0; i < 1000; i++) {
      Peer peer = exchange.peer(40000 + i % 7).initialSequenceNumber(i * 5_000_000L);
      peer.connects();
      peer.sends("FIN,ACK seq=1 ack=1 len=100");
      peer.expects("FIN,ACK seq=1 ack=102 len=100");
      peer.sends("ACK seq=102 ack=102");
      exchange.assertConnections(0);
    }
  }
}
