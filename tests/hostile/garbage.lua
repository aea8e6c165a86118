-- For wrk: requests that a browser never sends. Each connection waits 10 ms after an answer, so that
-- a hundred and fifty of them ask some ten thousand times a second as long as they are answered at once.
local long = string.rep("a", 20000)
local count = 0
local kinds = {
  function() return wrk.format("GET", "/" .. math.random(1e9) .. "/.env") end,
  function() return wrk.format("GET", "/kristiansand/../../etc/passwd") end,
  function() return wrk.format("GET", "/kristiansand/needs?q=%ff%00") end,
  function() return wrk.format("DELETE", "/kristiansand") end,
  function() return wrk.format("GET", "/" .. long) end,
  function() return wrk.format("GET", "/", { Cookie = "a=" .. long }) end,
  function() return wrk.format("POST", "/login", { ["Content-Type"] = "text/xml" }, "<a/>") end,
  function() return wrk.format("POST", "/login", { ["Content-Type"] = "application/x-www-form-urlencoded" }, "a=%zz") end,
  function() return wrk.format("GET", "/wp-login.php", { Upgrade = "h2c", Connection = "Upgrade" }) end,
  function() return wrk.format("GET", "/kristiansand/goals/" .. math.random(1e9)) end,
}
request = function()
  count = count + 1
  return kinds[count % #kinds + 1]()
end
delay = function() return 10 end
