package workshop.live;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import workshop.echo.Application;
import workshop.echo.Tcp;
import workshop.http.Handler;
import workshop.http.Request;
import workshop.http.Response;
import workshop.services.ServicesObserver;
import workshop.shared.LoopClock;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;

/**
 * The live page: a browser sees the stack at work, and can lose, hold and stop things. Here its
 * parts are put together; a main puts them around its stack:
 *
 * <pre>
 *   Link wire = live.link(link);                  // what passes, is lost, is held
 *   stack = create(wire, ..., live.observer());   // what the stack tells
 *   live.show(stack.tcp());
 *   Program.loop(wire, live.receiver(stack), running);
 * </pre>
 */
public final class Live {
  /** Where the page's events come from. */
  public static final String EVENTS = "/live/events";

  /** Where the page's orders go. */
  public static final String ORDERS = "/live/orders";

  private final LoopClock clock;
  private final int port;
  private final SameOrigin sameOrigin;
  private final Audience audience;
  private final Stage stage = new Stage();
  private final LiveEvents events;
  private final WireControl control;
  private final HeldFrames held = new HeldFrames();
  private final Pauses pauses = new Pauses();
  private final LiveControls controls;

  /**
   * A live page of a stack that will be there soon.
   *
   * @param dice a random number from 0 to 1, another one each time
   * @param port the page's own port: its connections are not shown, and cannot be disturbed
   * @param hosts the names of this server, without port, for instance 192.168.100.2
   */
  public Live(LoopClock clock, DoubleSupplier dice, int port, Set<String> hosts) {
    this.clock = clock;
    this.port = port;
    sameOrigin = new SameOrigin(hosts);
    audience = new Audience(clock);
    events = new LiveEvents(clock, port, audience, stage);
    control = new WireControl(dice);
    controls = new LiveControls(stage, control, held, pauses);
  }

  /** Shows this TCP, and controls it. */
  public void show(Tcp tcp) {
    stage.show(tcp);
    controls.control(tcp);
    audience.whenEmpty(controls::reset);
    audience.whenEmpty(stage::clear);
  }

  /** Wraps the stack's wire, so that the page can show, lose and hold its frames. */
  public Link link(Link link) {
    return new ControlledLink(link, audience, events, control, held);
  }

  /** Observes the stack. */
  public ServicesObserver observer() {
    return events;
  }

  /** The same applications, but the page can make them stop reading. */
  public Supplier<Application> pausable(Supplier<? extends Application> applications) {
    return pauses.pausable(applications);
  }

  /** Wraps the stack, so that the pages get their turns, too. */
  public FrameReceiver receiver(FrameReceiver stack) {
    return new LiveTurns(stack, audience, events);
  }

  /** Answers all requests for the page and its files. */
  public Handler page() {
    return new LivePage(sameOrigin);
  }

  /** Answers the request for the events, {@link #EVENTS}. */
  public Handler events() {
    return request -> {
      if (!sameOrigin.isForUs(request)) {
        return refuse();
      }
      if (audience.isFull()) {
        return Response.of(503, "text/plain", "The page is open too often: close one.\n");
      }
      LiveMessage message = new LiveMessage(stage, control, held, pauses);
      return LivePage.guarded(
          Response.stream(
              "text/event-stream", new LiveStream(clock, audience, events, message, port)));
    };
  }

  /** Answers the requests with orders, {@link #ORDERS}; they must come from the page itself. */
  public Handler orders() {
    return request -> sameOrigin.isFromUs(request) ? obey(request) : refuse();
  }

  private Response obey(Request request) {
    String wrong = controls.obey(new String(request.body(), StandardCharsets.UTF_8));
    audience.news();
    return wrong.isEmpty()
        ? Response.empty(204)
        : Response.of(400, "text/plain", "Not done: " + wrong + ".\n");
  }

  private static Response refuse() {
    return Response.of(403, "text/plain", "Only the live page itself may ask for this.\n");
  }
}
