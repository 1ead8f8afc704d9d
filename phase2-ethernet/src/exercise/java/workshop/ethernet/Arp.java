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
 * The Address Resolution Protocol (RFC 826): answers questions for our Ethernet address, and finds
 * the Ethernet addresses of our neighbours.
 */
public final class Arp implements FrameHandler, NeighbourSender {
  /** The shortest time between two questions for a neighbour (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  /**
   * A question that nobody has answered yet.
   *
   * @param asked when we asked, in nanoseconds on the loop's clock
   * @param packet the packet that waits for the answer, or null
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
   * Handles ARP on this link from now on.
   *
   * @param address our own IPv4 address
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

  /** The steps of RFC 826, "Packet Reception", in its order. */
  private void answer(ArpPacket packet) throws IOException {
    throw new workshop.NotDone("2.5", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.5

  // --- Exercise 2.6: Asking who has an address (RFC 1122 section 2.3.2)

  /**
   * Sends a packet to a neighbour, at once if its Ethernet address is known. If not, a copy of the
   * packet waits until the neighbour has told its address. If the neighbour's entry is stale, this
   * method sends the packet, and then asks as well.
   *
   * @param packet the content of the frame, without an Ethernet header
   * @param neighbour a machine on this link
   */
  @Override
  public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  /**
   * Asks, and keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants. If
   * there are {@link #MOST_QUESTIONS} already, a new question replaces the question whose last
   * packet is oldest. {@link #drop} tells the observer about a packet that no longer waits.
   *
   * @param packet the copy that waits for the answer, or null
   */
  private void ask(Ipv4Address neighbour, int etherType, OutgoingFrame packet) throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.6

  /** With the next packet for this neighbour, we ask again (RFC 1122 section 2.3.2.1, (4)). */
  @Override
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** The known machines on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** Tells the observer that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet != null) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, question.packet.bytes());
    }
  }

  /** Remembers a neighbour's Ethernet address, and sends the packet that waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac) throws IOException {
    neighbours.learn(neighbour, mac);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet != null) {
      ethernet.send(question.packet, mac, question.etherType);
    }
  }
}
