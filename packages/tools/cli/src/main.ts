import * as x from "@brain/core"; console.log("main", x)
