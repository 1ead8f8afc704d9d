package workshop.live;

import workshop.echo.ConnectionId;
import workshop.reliability.SenderFigures;

/**
 * The sending half of a connection at one moment, for the plots.
 *
 * @param time on the loop's clock
 * @param una SND.UNA
 * @param next SND.NXT
 */
record Sample(ConnectionId connection, long time, int una, int next, SenderFigures figures) {}
