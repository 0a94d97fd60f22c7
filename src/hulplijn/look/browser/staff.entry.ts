// What every page of the staff does by itself.

import "./presses";
import { OnItsWay, dressOnce } from "./once";

dressOnce(new OnItsWay());
