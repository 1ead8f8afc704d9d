package workshop.live;

import workshop.echo.ConnectionId;
import workshop.echo.Tcp;

/**
 * Carries out the orders of the page's buttons. An order is a word, a connection or a dash, and a
 * value: for instance {@code hold 192.168.100.1:40000-8080 on}, {@code loss - 10}.
 */
final class LiveControls {
  private final Stage stage;
  private final WireControl control;
  private final HeldFrames held;
  private final Pauses pauses;
  private Tcp tcp;

  LiveControls(Stage stage, WireControl control, HeldFrames held, Pauses pauses) {
    this.stage = stage;
    this.control = control;
    this.held = held;
    this.pauses = pauses;
  }

  /** The connections whose applications can stop and go on. */
  void control(Tcp tcp) {
    this.tcp = tcp;
  }

  /** Undoes all orders. */
  void reset() {
    control.reset();
    held.freeAll();
    pauses.resumeAll(tcp);
  }

  /**
   * Carries out an order.
   *
   * @param text three words, with a space between them
   * @return empty if it is done; otherwise what is wrong, for people
   */
  String obey(String text) {
    String[] words = text.split(" ");
    if (words.length != 3) {
      return "an order has three words";
    }
    String order = words[0];
    boolean on = words[2].equals("on");
    switch (order) {
      case "lose-data" -> control.loseData();
      case "lose-ack" -> control.loseAck();
      case "loss" -> {
        return setLoss(words[2]);
      }
      case "hold-new" -> control.holdNew(on);
      case "reset" -> reset();
      case "hold", "step", "pause" -> {
        LiveConnection connection = stage.find(words[1]);
        if (connection == null) {
          return "this connection is not there any more";
        }
        obey(order, connection.id(), on);
        stage.changed(connection);
      }
      default -> {
        return "there is no such order";
      }
    }
    return "";
  }

  private void obey(String order, ConnectionId id, boolean on) {
    if (order.equals("step")) {
      held.step(id);
    } else if (order.equals("hold") && on) {
      control.hold(id);
    } else if (order.equals("hold")) {
      control.free(id);
      held.free(id);
    } else if (on) {
      pauses.pause(id);
    } else {
      pauses.resume(id, tcp);
    }
  }

  private String setLoss(String percent) {
    if (!percent.matches("\\d{1,2}|100")) {
      return "the loss is a whole number of percent, from 0 to 100";
    }
    control.setLoss(Integer.parseInt(percent) / 100.0);
    return "";
  }
}
