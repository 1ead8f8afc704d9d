package workshop.ethernet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.shared.Observer;
import workshop.tap.OutgoingFrame;

/**
 * The Address Resolution Protocol (RFC 826): answers who asks for our Ethernet address, and finds
 * the Ethernet address of whom we send to.
 */
public final class Arp implements FrameHandler, NeighbourSender {
  /** A neighbour is not asked for more often than that (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  /**
   * A question that is not answered yet.
   *
   * @param asked when, in nanoseconds on the loop's clock
   * @param packet what waits for the answer; null if nothing does
   */
  private record Question(long asked, int etherType, OutgoingFrame packet) {}

  private final EthernetLayer ethernet;
  private final Ipv4Address address;
  private final LoopClock clock;
  private final Observer observer;
  private final NeighbourTable neighbours;
  private final Map<Ipv4Address, Question> questions = new LinkedHashMap<>();

  /** For our own questions and answers. */
  private final OutgoingFrame outgoing = new OutgoingFrame(ArpPacket.SIZE);

  /**
   * Speaks ARP on this link from now on.
   *
   * @param address our own
   */
  public Arp(EthernetLayer ethernet, Ipv4Address address, LoopClock clock, Observer observer) {
    this.ethernet = ethernet;
    this.address = address;
    this.clock = clock;
    this.observer = observer;
    neighbours = new NeighbourTable(clock);
    ethernet.handle(EtherType.ARP, this);
  }

  // --- Exercise 2.5: Answering who asks for us (RFC 826, "Packet Reception")

  @Override
  public void receive(EthernetFrame frame) throws IOException {
    throw new workshop.NotDone("2.5", "docs/phase2-ethernet.md");
  }

  /** RFC 826, "Packet Reception": its steps, in its order. */
  private void answer(ArpPacket packet) throws IOException {
    throw new workshop.NotDone("2.5", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.5

  // --- Exercise 2.6: Asking who has an address (RFC 1122 section 2.3.2)

  /**
   * Sends a packet to a neighbour, at once if its Ethernet address is known. If not, a copy of the
   * packet waits until the neighbour has told it. A neighbour whose entry is stale gets the packet,
   * and is asked as well.
   *
   * @param packet what the frame carries, without an Ethernet header
   * @param neighbour a machine on this link
   */
  @Override
  public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  /**
   * Keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants, and asks. Where
   * there are {@link #MOST_QUESTIONS} already, the oldest is given up for a new one. A packet that
   * is given up is told to the observer ({@link #drop}).
   *
   * @param packet what waits for the answer, ours to keep; null if nothing does
   */
  private void ask(Ipv4Address neighbour, int etherType, OutgoingFrame packet) throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.6

  /** The next packet for this neighbour asks for it again (RFC 1122 section 2.3.2.1, (4)). */
  @Override
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** Who is known on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** Tells that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet != null) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, question.packet.bytes());
    }
  }

  /** Remembers who has this Ethernet address, and sends the packet that has waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac) throws IOException {
    neighbours.learn(neighbour, mac);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet != null) {
      ethernet.send(question.packet, mac, question.etherType);
    }
  }
}
